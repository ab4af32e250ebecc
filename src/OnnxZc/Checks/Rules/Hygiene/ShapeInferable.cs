namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Demands that all shapes follow from those of the inputs.</summary>
sealed class ShapeInferable : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "shape-inferable",
        RuleGroup.Hygiene,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "The shapes of all values follow from those of the inputs.")
    {
        Why =
            "Where shapes are not known ahead nothing can be planned or counted, and some runtimes refuse the "
            + "model.",
        Fix = "Export with fixed sizes, or without operators whose results depend on data.",
        Passing = "shape-inferable: error and ResNet-18",
        Failing = "a model with NonZero, or one whose shapes contradict each other",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        model.ShapeError is { } error
            ? [new($"shapes cannot be told: {error.Message}") { Part = error.Node }]
            : Parts.Bounded((model.Shapes?.Unknown ?? []).Select(unknown => new Violation(
                $"the shapes behind node '{unknown.Node.Label}' ({unknown.Node.Operator}) are not known: "
                + unknown.Reason)
            {
                Part = unknown.Node.Label,
            }));
}
