namespace OnnxZc.Checks.Rules.Size;

/// <summary>Bounds the parameters.</summary>
sealed class MaxParams : IModelRule
{
    static readonly NumberLimit Bound = new(ModelNumbers.Parameters, "parameters");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "max-params",
        RuleGroup.Size,
        RuleNeed.Graph,
        RuleLevel.Off,
        "The model has at most so many parameters.")
    {
        Why = "Size decides what a device can hold, and grows unseen from commit to commit.",
        Fix = "Use a smaller network, or raise the limit on purpose.",
        Parameters = Bound.Parameters(ParameterKind.Number),
        AtLeastOneOf = NumberLimit.Names,
        Passing = "max-params: { level: error, limit: 25M } and ResNet-18 with 11.7 million parameters",
        Failing = "VGG-16 with 138 million parameters",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Bound.Check(model, settings);
}
