namespace OnnxZc.Graphs;

/// <summary>The names that a graph and its subgraphs define.</summary>
static class ValueNames
{
    /// <summary>The names that <paramref name="graph"/> itself defines.</summary>
    public static IEnumerable<string> Own(Graph graph) => graph.Inputs.Select(input => input.Name)
        .Concat(graph.Initializers.Keys)
        .Concat(graph.Nodes.SelectMany(node => node.Outputs))
        .Where(name => name.Length > 0);

    /// <summary>The names that <paramref name="graph"/> and everything inside it define.</summary>
    public static IEnumerable<string> All(Graph graph) =>
        Own(graph).Concat(graph.Nodes.SelectMany(node => node.Attributes.Bodies).SelectMany(All));

    /// <exception cref="ModelException">A subgraph defines a value that another graph of the model defines.</exception>
    public static void CheckUnique(Graph graph)
    {
        if (graph.Nodes.All(node => node.Attributes.Bodies.Length == 0))
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in All(graph).Where(name => !seen.Add(name)))
            throw new ModelException(ModelErrorCode.InvalidGraph, $"value '{name}' is defined in two subgraphs");
    }
}
