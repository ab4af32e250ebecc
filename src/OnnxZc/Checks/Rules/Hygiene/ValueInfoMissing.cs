namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Counts values whose shape the file does not tell.</summary>
sealed class ValueInfoMissing : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "value-info-missing",
        RuleGroup.Hygiene,
        RuleNeed.Details,
        RuleLevel.Off,
        "The file declares type and shape of the values between its nodes.")
    {
        Why = "Viewers and compilers without shape inference show and take only what is declared.",
        Fix = "Run onnx.shape_inference.infer_shapes before onnx.save.",
        Parameters =
        [
            new("share", ParameterKind.Ratio, "The share of the values that must be declared.", 1.0),
        ],
        Passing = "value-info-missing: warn and a model after infer_shapes",
        Failing = "the same model before",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var known = model.Details!.Described.Where(value => !value.Shape.IsDefault).Select(value => value.Name)
            .ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. model.Details.Intermediate.Where(name => !known.Contains(name))];
        var all = model.Details.Intermediate.Length;
        if (missing.Length > 0 && all - missing.Length < (settings.Number("share") ?? 1) * all)
        {
            yield return new($"{missing.Length} of {all} values between nodes have no declared shape: "
                + Parts.Quoted(missing));
        }
    }
}
