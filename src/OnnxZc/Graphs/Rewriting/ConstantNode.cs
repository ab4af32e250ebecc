namespace OnnxZc.Graphs.Rewriting;

/// <summary>What a Constant node holds.</summary>
static class ConstantNode
{
    /// <summary>The tensor that a value is, as initializer or by a Constant node; null for other values.</summary>
    public static TensorData? Behind(Graph graph, string value) => graph.Initializers.GetValueOrDefault(value)
        ?? (graph.Producer(value) is { Operator: { Domain: "", Type: "Constant" } } node ? Value(node) : null);

    /// <summary>
    /// The node's tensor whichever of the numeric attributes it stands in, or null for text and sparse tensors.
    /// </summary>
    public static TensorData? Value(Node node)
    {
        var attributes = node.Attributes;
        return attributes["value"] as TensorData ?? attributes["value_int"] switch
        {
            long integer => TensorData.Scalar(integer),
            _ when attributes["value_float"] is float number => TensorData.Scalar(number),
            _ when attributes.Has("value_ints") => TensorData.Int64s(attributes.Ints("value_ints").AsSpan()),
            _ when attributes.Has("value_floats") => Floats(attributes),
            _ => null,
        };
    }

    static TensorData Floats(Attributes attributes)
    {
        var values = attributes.Floats("value_floats");
        return TensorData.Of(values.AsSpan(), values.Length);
    }
}
