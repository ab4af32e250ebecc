using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>The type and shape of a float tensor that a node generates from settings alone.</summary>
static class GeneratedForm
{
    /// <summary>Null for any other node, and where the shape is not constant.</summary>
    public static TensorShape? Of(Graph graph, Node node)
    {
        TensorShape? form = node.Operator switch
        {
            { Domain: "", Type: "RandomNormal" or "RandomUniform" } => Random(node),
            { Domain: "", Type: "ConstantOfShape" } => Filled(graph, node),
            _ => null,
        };
        return form is { } known && IsFloat(known.Type) && known.Shape.All(size => size >= 0) ? form : null;
    }

    static TensorShape? Random(Node node) => node.Attributes["shape"] is ImmutableArray<long> shape
        ? new((ElementType)(node.Attributes["dtype"] as long? ?? (long)ElementType.Float32), shape)
        : null;

    static TensorShape? Filled(Graph graph, Node node) =>
        node.Input(0) is { } name && Constant(graph, name) is { Type: ElementType.Int64 } shape
            ? new((node.Attributes["value"] as TensorData)?.Type ?? ElementType.Float32, [.. shape.ToInt64s()])
            : null;

    static TensorData? Constant(Graph graph, string name) => graph.Initializers.GetValueOrDefault(name)
        ?? (graph.Producer(name) is { Operator: { Domain: "", Type: "Constant" } } node
            ? ConstantNode.Value(node)
            : null);

    static bool IsFloat(ElementType type) => type is ElementType.Float32 or ElementType.Float64
        or ElementType.Float16 or ElementType.BFloat16;
}
