namespace OnnxZc.Checks.Rules.Size;

/// <summary>Bounds the multiply-accumulates of one sample.</summary>
sealed class MaxMacs : IModelRule
{
    static readonly NumberLimit Bound = new(ModelNumbers.Macs, "multiply-accumulates");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "max-macs",
        RuleGroup.Size,
        RuleNeed.Graph,
        RuleLevel.Off,
        "One sample costs at most so many multiply-accumulates.")
    {
        Why =
            "They decide how fast a model can run. Operators whose cost is not known count as nothing: "
            + "coverage-min tells of them.",
        Fix = "Use a smaller network or input, or raise the limit on purpose.",
        Parameters = Bound.Parameters(ParameterKind.Number),
        AtLeastOneOf = NumberLimit.Names,
        Passing = "max-macs: { level: error, growth: 2% } and a model whose locked 300M became 302M",
        Failing = "a model whose locked 300M became 320M",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Bound.Check(model, settings);
}
