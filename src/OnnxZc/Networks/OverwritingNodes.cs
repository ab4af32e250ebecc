using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>
/// Nodes that may write their result over their first input: nobody else reads it, and whoever made it does not need
/// it for its derivative. The values are the same to the bit; an allocation is saved.
/// </summary>
static class OverwritingNodes
{
    static readonly HashSet<string> Overwriting = ["Relu", "Add"];

    // Their derivatives need their inputs, never their results.
    static readonly HashSet<string> Makers = ["Conv", "BatchNormalization", "Add"];

    public static HashSet<Node> Of(Graph graph)
    {
        var uses = graph.Nodes.SelectMany(node => node.Reads)
            .Concat(graph.Outputs.Select(output => output.Name))
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var made = graph.Nodes
            .Where(node => Is(node, Makers))
            .Select(node => node.Outputs[0])
            .ToHashSet(StringComparer.Ordinal);
        return graph.Nodes
            .Where(node => Is(node, Overwriting) && made.Contains(node.Inputs[0]) && uses[node.Inputs[0]] == 1)
            .ToHashSet<Node>(ReferenceEqualityComparer.Instance);
    }

    static bool Is(Node node, HashSet<string> types) =>
        node.Operator.Domain.Length == 0 && types.Contains(node.Operator.Type);
}
