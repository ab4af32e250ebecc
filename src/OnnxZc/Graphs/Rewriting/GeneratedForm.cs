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
        return form is { } known && known.Type.IsFloat() && known.Shape.All(size => size >= 0) ? form : null;
    }

    static TensorShape? Random(Node node) => node.Attributes["shape"] is ImmutableArray<long> shape
        ? new((ElementType)(node.Attributes["dtype"] as long? ?? (long)ElementType.Float32), shape)
        : null;

    static TensorShape? Filled(Graph graph, Node node) =>
        node.Input(0) is { } name && ConstantNode.Behind(graph, name) is { Type: ElementType.Int64 } shape
            ? new((node.Attributes["value"] as TensorData)?.Type ?? ElementType.Float32, [.. shape.ToInt64s()])
            : null;
}
