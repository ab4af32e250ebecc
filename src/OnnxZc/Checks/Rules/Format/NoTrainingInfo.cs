namespace OnnxZc.Checks.Rules.Format;

/// <summary>Forbids leftovers of training.</summary>
sealed class NoTrainingInfo : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "no-training-info",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Warn,
        "The file does not say how to train on.")
    {
        Why = "What training needs takes space, and may hold what should not leave the house.",
        Fix = "Delete training_info before onnx.save.",
        Passing = "no-training-info: error and a model for inference",
        Failing = "a model with training_info",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (model.Details!.HasTraining)
            yield return new("the file has training_info");
    }
}
