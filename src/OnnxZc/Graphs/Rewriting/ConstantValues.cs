namespace OnnxZc.Graphs.Rewriting;

/// <summary>Which values of a graph do not depend on its inputs.</summary>
static class ConstantValues
{
    /// <summary>The initializers and everything computed from them alone.</summary>
    public static HashSet<string> Of(Graph graph)
    {
        var constant = new HashSet<string>(graph.Initializers.Keys, StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (node.Inputs.All(input => input.Length == 0 || constant.Contains(input)))
                constant.UnionWith(node.Outputs.Where(output => output.Length > 0));
        }

        return constant;
    }
}
