namespace OnnxZc.Graphs.Counting;

/// <summary>
/// The biases of linear layers that are written as two nodes: a MatMul by a constant, and an Add, the only reader of
/// the product, of a one-dimensional initializer.
/// </summary>
static class LinearBiases
{
    /// <summary>The bias of every MatMul that has one, by the MatMul's output.</summary>
    /// <param name="graph">A folded graph.</param>
    /// <param name="constant">The values that do not depend on the graph's inputs.</param>
    public static Dictionary<string, string> Of(Graph graph, HashSet<string> constant) =>
        Of(new WholeGraph(graph), constant);

    /// <summary>As the other overload, of a graph with its subgraphs.</summary>
    public static Dictionary<string, string> Of(WholeGraph graph, HashSet<string> constant)
    {
        var reads = graph.Nodes.SelectMany(node => node.Reads).Concat(graph.Outputs)
            .CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        var biases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var add in graph.Nodes.Where(node => node.Operator is { Domain: "", Type: "Add" }))
        {
            foreach (var (product, bias) in new[] { (add.Inputs[0], add.Inputs[1]), (add.Inputs[1], add.Inputs[0]) })
            {
                var isBias = reads.GetValueOrDefault(product) == 1
                    && graph.Data(bias) is { Shape.Length: 1 }
                    && graph.Producer(product) is { Operator: { Domain: "", Type: "MatMul" } } layer
                    && layer.Inputs.Any(input => constant.Contains(graph.Source(input)));
                if (isBias)
                    biases.TryAdd(product, graph.Source(bias));
            }
        }

        return biases;
    }
}
