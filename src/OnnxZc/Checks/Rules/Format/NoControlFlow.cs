namespace OnnxZc.Checks.Rules.Format;

/// <summary>Forbids branches and loops.</summary>
sealed class NoControlFlow : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "no-control-flow",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "The model has no branches and no loops.")
    {
        Why = "Compilers for accelerators take no control flow, and what a branch hides no test may ever reach.",
        Fix = "Export the model by tracing, with the settings that it is used with.",
        Parameters =
        [
            new("allow", ParameterKind.Texts, "Those that may occur all the same.")
            {
                Choices = ["If", "Loop", "Scan", "SequenceMap"],
            },
        ],
        Passing = "no-control-flow: { level: error } and ResNet-18",
        Failing = "a detector with an If around its last stage",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        Parts.Bounded(model.Details!.Nodes
            .Where(node => node.Domain.Length == 0 && node.Type is "If" or "Loop" or "Scan" or "SequenceMap")
            .Where(node => !settings.Texts("allow").Contains(node.Type))
            .Select(node => new Violation($"node '{node.Label}' is a {node.Type}") { Part = node.Label }));
}
