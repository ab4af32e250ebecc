namespace OnnxZc.Graphs.Counting;

/// <summary>
/// The weights of 2-D convolutions and linear layers (Conv, Gemm, MatMul), followed through whatever only moves, masks
/// or converts them back to the initializer.
/// </summary>
static class LayerWeights
{
    /// <summary>The elements of all such weights; a shared one counts once.</summary>
    /// <param name="graph">A folded graph.</param>
    /// <param name="constant">The values that do not depend on the graph's inputs.</param>
    public static long Count(Graph graph, HashSet<string> constant)
    {
        var weights = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Where(node => node.Operator.Domain.Length == 0))
        {
            var weight = node.Operator.Type switch
            {
                "Conv" => node.Input(1),
                "Gemm" or "MatMul" => node.Inputs.Take(2).Reverse().FirstOrDefault(constant.Contains),
                _ => null,
            };
            if (weight is not null && Source(graph, weight) is { } name)
            {
                var shape = graph.Initializers[name].Shape;
                if (node.Operator.Type != "Conv" || shape.Length == 4)
                    weights[name] = graph.Initializers[name].Count;
            }
        }

        return weights.Values.Sum();
    }

    static string? Source(Graph graph, string weight)
    {
        var value = weight;
        while (graph.Producer(value) is { Inputs.Length: > 0 } node)
            value = node.Inputs.Where(input => input.Length > 0).MaxBy(input => Size(graph, input)) ?? "";
        return graph.Initializers.ContainsKey(value) ? value : null;
    }

    // Of a product of two constants the larger one is the weight; what is still to be computed goes first.
    static long Size(Graph graph, string value) =>
        graph.Initializers.TryGetValue(value, out var data) ? data.IsFloat ? data.Count : 0 : long.MaxValue;
}
