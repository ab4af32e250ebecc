using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Rewrites a graph of opsets 1 to 6 as one of opset 7, where broadcasting became that of NumPy and settings that told
/// training from inference went away. The meaning is the same; no ONNX Runtime of today runs the older forms.
/// </summary>
static class OpsetUpgrade
{
    const int Target = 7;

    static readonly HashSet<string> Pairwise =
        ["Add", "And", "Div", "Equal", "Greater", "Less", "Mul", "Or", "Pow", "Sub", "Xor"];

    // Their later definitions only drop a setting that helped to save memory, or add ones whose defaults say the same.
    static readonly HashSet<string> Same =
    [
        "Abs", "AveragePool", "BatchNormalization", "Ceil", "Clip", "Dropout", "Elu", "Exp", "Floor", "GRU", "Gemm",
        "HardSigmoid", "InstanceNormalization", "LSTM", "LeakyRelu", "Log", "Max", "Mean", "Min", "Neg", "RNN",
        "Reciprocal", "Relu", "Selu", "Sigmoid", "Sqrt", "Sum", "Tanh",
    ];

    static readonly string[] Dropped = ["broadcast", "consumed_inputs", "is_test", "output_sequence"];

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
        if (since == node.Operator.SinceVersion)
            return [node];
        return type switch
        {
            "PRelu" => Aligned(upgraded, shapes, axis: 1),
            "Upsample" => [upgraded with { Attributes = Scales(node) }],
            _ when Same.Contains(type) => [upgraded with { Attributes = Without(node.Attributes, Dropped) }],
            _ when Pairwise.Contains(type) => Aligned(
                upgraded with { Attributes = Without(node.Attributes, [.. Dropped, "axis"]) },
                shapes,
                node.Attributes.Has("axis") ? node.Attributes.Int("axis", 0) : null),
            _ => throw ModelException.At(
                node,
                ModelErrorCode.UnsupportedOpset,
                "the form of before opset 7 is not read; convert the model with onnx.version_converter"),
        };
    }

    static Attributes Without(Attributes attributes, IEnumerable<string> names) =>
        names.Aggregate(attributes, (left, name) => left.Without(name));

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

        if (axis is null && right.Length <= left.Length)
            return [node];
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
