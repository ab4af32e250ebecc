namespace OnnxZc.Graphs;

/// <summary>The nodes of a graph that its outputs depend on.</summary>
static class LiveNodes
{
    /// <summary>The nodes, in the graph's order.</summary>
    public static IReadOnlyCollection<Node> Of(Graph graph)
    {
        var read = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var live = new Stack<Node>();
        foreach (var node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(read.Contains)))
        {
            live.Push(node);
            read.UnionWith(node.Reads);
        }

        return live;
    }
}
