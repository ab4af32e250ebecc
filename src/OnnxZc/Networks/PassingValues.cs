using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>
/// Values that no derivative needs, neither that of the node that makes them nor those of the nodes that read them:
/// where one is held for its place in the autograd graph, its elements may go with its last reader.
/// </summary>
static class PassingValues
{
    public static HashSet<string> Of(Graph graph)
    {
        var made = graph.Nodes.Where(IsMaker).Select(node => node.Outputs[0]).ToHashSet(StringComparer.Ordinal);
        made.ExceptWith(graph.Outputs.Select(output => output.Name));
        foreach (var node in graph.Nodes.Where(node => node.Operator is not { Domain: "", Type: "Add" or "Relu" }))
            made.ExceptWith(node.Reads);
        return made;
    }

    // What it gives is a tensor of its own, never another's under a second name.
    static bool IsMaker(Node node) => node.Operator is { Domain: "", Type: "Add" or "BatchNormalization" }
        && node.Outputs.Length == 1
        && node.Attributes.Int("spatial", 1) != 0;
}
