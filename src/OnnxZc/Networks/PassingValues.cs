using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>
/// Values that no derivative needs, neither that of the node that makes them nor those of the nodes that read them:
/// where one is held for its place in the autograd graph, its elements may go with its last reader.
/// </summary>
static class PassingValues
{
    // What they give is a tensor of its own, never another's under a second name.
    static readonly HashSet<string> Makers = ["Add", "BatchNormalization"];

    static readonly HashSet<string> Readers = ["Add", "Relu"];

    public static HashSet<string> Of(Graph graph)
    {
        var made = graph.Nodes
            .Where(node => Is(node, Makers) && node.Outputs.Length == 1
                && node.Attributes.Int("spatial", 1) != 0)
            .Select(node => node.Outputs[0])
            .ToHashSet(StringComparer.Ordinal);
        made.ExceptWith(graph.Outputs.Select(output => output.Name));
        foreach (var node in graph.Nodes.Where(node => !Is(node, Readers)))
            made.ExceptWith(node.Reads);
        return made;
    }

    static bool Is(Node node, HashSet<string> types) =>
        node.Operator.Domain.Length == 0 && types.Contains(node.Operator.Type);
}
