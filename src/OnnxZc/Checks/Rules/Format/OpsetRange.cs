namespace OnnxZc.Checks.Rules.Format;

/// <summary>Bounds the imported operator set.</summary>
sealed class OpsetRange : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "opset-range",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "The imported operator set is within a range.")
    {
        Why = "Runtimes support a range of operator sets; a new exporter leaves it silently.",
        Fix = "Export the model with another opset_version, or convert it with onnx.version_converter.",
        Parameters =
        [
            new("min", ParameterKind.Number, "The oldest operator set."),
            new("max", ParameterKind.Number, "The newest operator set."),
            new("domain", ParameterKind.Text, "The domain whose set it is.", "ai.onnx"),
        ],
        AtLeastOneOf = ["min", "max"],
        Passing = "opset-range: { level: error, min: 13, max: 21 } and a model of opset 17",
        Failing = "a model of opset 23",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var domain = settings.Text("domain") is { } named && named != "ai.onnx" ? named : "";
        foreach (var (_, version) in model.Details!.Opsets.Where(set => set.Key == domain).Distinct())
        {
            var label = domain.Length == 0 ? "opset" : $"opset of domain '{domain}'";
            if (settings.Number("min") is { } min && version < min)
                yield return new($"{label} {version}, at least {min} is demanded");
            if (settings.Number("max") is { } max && version > max)
                yield return new($"{label} {version}, at most {max} is allowed");
        }
    }
}
