namespace OnnxZc.Checks.Rules.Size;

/// <summary>Bounds the layers on the longest path.</summary>
sealed class MaxDepth : IModelRule
{
    static readonly NumberLimit Bound = new(ModelNumbers.Depth, "layers in a row");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "max-depth",
        RuleGroup.Size,
        RuleNeed.Graph,
        RuleLevel.Off,
        "At most so many layers lie on the longest path to an output.")
    {
        Why = "Depth bounds how little time one sample can take, however many processors there are.",
        Fix = "Use a shallower network, or raise the limit on purpose.",
        Parameters = Bound.Parameters(ParameterKind.Number),
        AtLeastOneOf = NumberLimit.Names,
        Passing = "max-depth: { level: error, limit: 50 } and ResNet-18 with 18 layers in a row",
        Failing = "ResNet-101 with 101 layers in a row",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Bound.Check(model, settings);
}
