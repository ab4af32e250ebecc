namespace OnnxZc.Checks.Rules.Format;

/// <summary>Bounds the version of the file format.</summary>
sealed class IrRange : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "ir-range",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "The version of the file format is within a range.")
    {
        Why = "A runtime refuses files of a format that is newer than itself.",
        Fix = "Write the file with another version of onnx, or set ir_version before onnx.save.",
        Parameters =
        [
            new("min", ParameterKind.Number, "The oldest version."),
            new("max", ParameterKind.Number, "The newest version."),
        ],
        AtLeastOneOf = ["min", "max"],
        Passing = "ir-range: { level: error, max: 9 } and a model of ir_version 8",
        Failing = "a model of ir_version 11",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var version = model.Details!.IrVersion;
        if (settings.Number("min") is { } min && version < min)
            yield return new($"ir_version {version}, at least {min} is demanded");
        if (settings.Number("max") is { } max && version > max)
            yield return new($"ir_version {version}, at most {max} is allowed");
    }
}
