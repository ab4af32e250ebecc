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
    public static long Count(WholeGraph graph, HashSet<string> constant)
    {
        var weights = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Where(node => node.Operator.Domain.Length == 0))
        {
            var weight = node.Operator.Type switch
            {
                "Conv" => node.Input(1),
                "Gemm" or "MatMul" => node.Inputs.Take(2).Reverse()
                    .FirstOrDefault(input => constant.Contains(graph.Source(input))),
                _ => null,
            };
            if (weight is not null && Source(graph, weight) is { } name)
            {
                var data = graph.Data(name)!;
                if (node.Operator.Type != "Conv" || data.Shape.Length == 4)
                    weights[name] = data.Count;
            }
        }

        return weights.Values.Sum();
    }

    static string? Source(WholeGraph graph, string weight)
    {
        var value = graph.Source(weight);
        while (graph.Producer(value) is { Inputs.Length: > 0 } node)
        {
            value = graph.Source(
                node.Inputs.Where(input => input.Length > 0).MaxBy(input => Size(graph, input)) ?? "");
        }

        return graph.Data(value) is null ? null : value;
    }

    // Of a product of two constants the larger one is the weight; what is still to be computed goes first.
    static long Size(WholeGraph graph, string value) =>
        graph.Data(value) is { } data ? data.IsFloat ? data.Count : 0 : long.MaxValue;
}
