namespace OnnxZc.Graphs.Counting;

/// <summary>The initializer that a layer's weight comes from.</summary>
/// <param name="Name">The initializer's name.</param>
/// <param name="Data">Its elements.</param>
/// <param name="IsTransposed">Whether an odd number of transpositions lies between.</param>
sealed record WeightSource(string Name, TensorData Data, bool IsTransposed)
{
    static readonly HashSet<string> Carriers = new(StringComparer.Ordinal)
    {
        "Transpose", "Identity", "Cast", "Reshape", "QuantizeLinear", "DequantizeLinear",
    };

    /// <summary>The source of a value that has its very elements, in whatever form; null for any other value.</summary>
    public static WeightSource? Carried(WholeGraph graph, string value) => Of(graph, value, isComputed: false);

    /// <summary>
    /// The source of a value that may also be computed from it, such as by a mask or a factor per row; null where there
    /// is none.
    /// </summary>
    public static WeightSource? Computed(WholeGraph graph, string value) => Of(graph, value, isComputed: true);

    static WeightSource? Of(WholeGraph graph, string value, bool isComputed)
    {
        var isTransposed = false;
        value = graph.Source(value);
        while (graph.Producer(value) is { Inputs.Length: > 0 } node)
        {
            if (!IsCarrier(node.Operator) && !isComputed)
                return null;
            isTransposed ^= node.Operator is { Domain: "", Type: "Transpose" };
            value = graph.Source(IsCarrier(node.Operator) ? node.Inputs[0] : Largest(graph, node));
        }

        return graph.Data(value) is { } data ? new(value, data, isTransposed) : null;
    }

    static bool IsCarrier(OperatorId id) => id.Domain.Length == 0 && Carriers.Contains(id.Type);

    // Of a product of two constants the larger one is the weight; what is still to be computed goes first.
    static string Largest(WholeGraph graph, Node node) => node.Inputs
        .Where(input => input.Length > 0)
        .MaxBy(input => graph.Data(input) is { } data ? data.IsFloat ? data.Count : 0 : long.MaxValue) ?? "";
}
