namespace OnnxZc.Graphs.Rewriting;

/// <summary>Which values of a graph and its subgraphs do not depend on its inputs.</summary>
static class ConstantValues
{
    /// <summary>The initializers and everything computed from them alone.</summary>
    public static HashSet<string> Of(Graph graph)
    {
        var constant = new HashSet<string>(StringComparer.Ordinal);
        Collect(graph, constant);
        return constant;
    }

    // What a subgraph is fed with changes from one iteration to the next.
    static void Collect(Graph graph, HashSet<string> constant)
    {
        constant.UnionWith(graph.Initializers.Keys);
        foreach (var node in graph.Nodes)
        {
            if (node.Reads.All(constant.Contains))
                constant.UnionWith(node.Outputs.Where(output => output.Length > 0));
            foreach (var body in node.Attributes.Bodies)
                Collect(body, constant);
        }
    }
}
