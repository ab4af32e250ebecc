namespace OnnxZc.Checks.Rules.Size;

/// <summary>Bounds the bytes of the file together with those of its external data.</summary>
sealed class MaxFileSize : IModelRule
{
    static readonly NumberLimit Bound = new(ModelNumbers.Bytes, "bytes");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "max-file-size",
        RuleGroup.Size,
        RuleNeed.File,
        RuleLevel.Off,
        "The file, with the files of its weights, is at most so large.")
    {
        Why = "Repositories, downloads and devices have bounds.",
        Fix = "Store fewer or smaller weights, or raise the limit on purpose.",
        Parameters = Bound.Parameters(ParameterKind.Bytes),
        AtLeastOneOf = NumberLimit.Names,
        Passing = "max-file-size: { level: error, limit: 100MB } and a model of 45 MB",
        Failing = "a model of 1 MB with 120 MB of external data",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Bound.Check(model, settings);
}
