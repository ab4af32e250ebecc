using OnnxZc.Graphs;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Which values of a graph and its subgraphs depend on what inputs hold, not only on their shapes.</summary>
sealed class DataFlow
{
    readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    /// <param name="graph">A folded graph.</param>
    /// <param name="constant">The values that depend on no input.</param>
    public DataFlow(Graph graph, HashSet<string> constant)
    {
        _reached.UnionWith(graph.Inputs.Select(input => input.Name));
        Follow(graph, constant);
    }

    /// <summary>Whether a value depends on what an input holds.</summary>
    public bool Reaches(string value) => _reached.Contains(value);

    void Follow(Graph graph, HashSet<string> constant)
    {
        foreach (var node in graph.Nodes)
        {
            var isReached = node.Reads.Any(_reached.Contains);
            foreach (var body in node.Attributes.Bodies)
            {
                if (isReached)
                    _reached.UnionWith(body.Inputs.Select(input => input.Name));
                Follow(body, constant);
            }

            if (isReached && node.Operator is not { Domain: "", Type: "Shape" or "Size" })
                _reached.UnionWith(node.Outputs.Where(output => output.Length > 0 && !constant.Contains(output)));
        }
    }
}
