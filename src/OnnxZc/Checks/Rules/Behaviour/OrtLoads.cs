namespace OnnxZc.Checks.Rules.Behaviour;

/// <summary>Demands that ONNX Runtime takes the model.</summary>
sealed class OrtLoads : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "ort-loads",
        RuleGroup.Behaviour,
        RuleNeed.Execution,
        RuleLevel.Error,
        "ONNX Runtime loads the model and runs it.")
    {
        Why = "A file may be read here and refused where it is used.",
        Fix = "Look at what ONNX Runtime says; export again, or convert the model to an opset that it takes.",
        Passing = "ort-loads: error and ResNet-18",
        Failing = "a model with an operator that ONNX Runtime does not have",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (model.Execution!.LoadError is { } error)
            yield return new(error);
    }
}
