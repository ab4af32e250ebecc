using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Rewrites a graph of opset 6 as one of opset 7, where broadcasting became that of NumPy and settings that told
/// training from inference went away. The meaning is the same; no ONNX Runtime of today runs the older form.
/// </summary>
static class OpsetUpgrade
{
    const int Target = 7;

    /// <exception cref="ModelException">
    /// A node's form depends on a shape that is not known; the node is named.
    /// </exception>
    public static Graph Apply(Graph graph)
    {
        if (graph.Opsets.GetValueOrDefault("", Target) >= Target)
            return graph;
        var shapes = ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>>());
        return new(
            graph.Name,
            graph.Opsets.ToDictionary(pair => pair.Key, pair => pair.Key.Length == 0 ? Target : pair.Value),
            graph.Inputs,
            graph.Outputs,
            graph.Nodes.SelectMany(node => node.Operator.Domain.Length == 0 ? Upgrade(node, shapes) : [node]),
            graph.Initializers);
    }

    static IEnumerable<Node> Upgrade(Node node, Shapes shapes)
    {
        var type = node.Operator.Type;
        var since = OperatorVersions.Resolve("", type, Target);
        var upgraded = node with { Operator = new("", type, since) };
        return since == node.Operator.SinceVersion ? [node] : type switch
        {
            "PRelu" => Aligned(upgraded, shapes, axis: 1),
            "Upsample" => [upgraded with { Attributes = Scales(node) }],
            "Dropout" => [upgraded with { Attributes = node.Attributes.Without("is_test") }],
            "BatchNormalization" =>
                [upgraded with { Attributes = node.Attributes.Without("is_test").Without("consumed_inputs") }],
            "Gemm" => [upgraded with { Attributes = node.Attributes.Without("broadcast") }],
            "RNN" or "GRU" or "LSTM" => [upgraded with { Attributes = node.Attributes.Without("output_sequence") }],
            _ when !node.Attributes.Has("broadcast") => [upgraded],
            _ => Aligned(
                upgraded with { Attributes = node.Attributes.Without("axis").Without("broadcast") },
                shapes,
                node.Attributes.Has("axis") ? node.Attributes.Int("axis", 0) : null),
        };
    }

    static Attributes Scales(Node node) => node.Attributes
        .Without("height_scale")
        .Without("width_scale")
        .With("scales", ImmutableArray.Create(
            1, 1, node.Attributes.Float("height_scale", 1), node.Attributes.Float("width_scale", 1)));

    // The second operand covers the first one's dimensions from the axis on: dimensions of size 1 after it say so.
    static IEnumerable<Node> Aligned(Node node, Shapes shapes, long? axis)
    {
        var (left, right) = (shapes.Shape(node.Input(0)), shapes.Shape(node.Input(1)));
        if (left.IsDefault || right.IsDefault)
        {
            throw ModelException.At(
                node,
                ModelErrorCode.UnsupportedOpset,
                "the shapes that it broadcasts are not known; convert the model with onnx.version_converter");
        }

        var start = axis is { } given ? (given + left.Length) % left.Length : left.Length - right.Length;
        var trailing = left.Length - (int)start - right.Length;
        if (trailing <= 0 || right is [] or [1])
            return [node];
        var aligned = $"{node.Outputs[0]}/aligned";
        ImmutableArray<long> axes = [.. Enumerable.Range(right.Length, trailing).Select(i => (long)i)];
        return
        [
            new(aligned, new("", "Unsqueeze", 1), [node.Inputs[1]], [aligned], Attributes.Empty.With("axes", axes)),
            node with { Inputs = [node.Inputs[0], aligned] },
        ];
    }
}
