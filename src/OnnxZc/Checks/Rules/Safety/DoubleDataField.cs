namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Finds tensors whose elements are there twice.</summary>
sealed class DoubleDataField : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "double-data-field",
        RuleGroup.Safety,
        RuleNeed.Details,
        RuleLevel.Error,
        "Every tensor has its elements in one place.")
    {
        Why = "Of two places a scanner may read one and the runtime the other: what was looked at is not what runs.",
        Fix = "Save the model again with onnx.save; if it was made so on purpose, do not trust it.",
        Passing = "double-data-field: error and any model of an exporter",
        Failing = "a tensor with both float_data and raw_data",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(model.Details!.Tensors.Where(tensor => tensor.Places.Length > 1).Select(tensor => new Violation(
            $"'{tensor.Label}' has its elements in {string.Join(" and ", tensor.Places)}")
        {
            Part = tensor.Label,
        }));
}
