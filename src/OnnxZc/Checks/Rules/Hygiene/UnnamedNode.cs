using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Finds nodes without a name.</summary>
sealed class UnnamedNode : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "unnamed-node",
        RuleGroup.Hygiene,
        RuleNeed.Details,
        RuleLevel.Off,
        "Every node has a name.")
    {
        Why =
            "Messages, profiles and diffs name nodes; where there is none they point to nothing that one finds "
            + "in the source.",
        Fix = "Export again with a newer exporter, which names all nodes.",
        Passing = "unnamed-node: warn and a model of PyTorch 2",
        Failing = "a model whose Relu has no name",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        DeclaredNode[] unnamed = [.. model.Details!.Nodes.Where(node => node.Name.Length == 0)];
        return unnamed.Length == 0
            ? []
            : [new($"{unnamed.Length} of {model.Details.Nodes.Length} nodes have no name: those that give "
                + Parts.Quoted([.. unnamed.Select(node => node.Output)]))];
    }
}
