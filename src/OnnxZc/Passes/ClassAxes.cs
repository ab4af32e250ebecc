using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Passes;

/// <summary>Finds the axis of an output along which its classes lie.</summary>
/// <remarks>
/// Of [N, C] and [N, C, 1, 1] it is axis 1. Of others the last Softmax says it, else the layer that made the values, of
/// which axis 1 is that of convolutions, poolings and normalisations and the last that of matrix products; transposing
/// moves it. Where no layer is found it is the last axis of three and axis 1 of more. An axis of one element holds no
/// classes.
/// </remarks>
static class ClassAxes
{
    const int MaxSteps = 64;

    static readonly HashSet<string> ChannelFirst = new(StringComparer.Ordinal)
    {
        "AveragePool", "BatchNormalization", "Conv", "ConvTranspose", "DepthToSpace", "GlobalAveragePool",
        "GlobalMaxPool", "InstanceNormalization", "MaxPool", "Resize", "Upsample",
    };

    /// <summary>The axis, or null when there is none; of a shape that is not known it is axis 1.</summary>
    public static int? Of(Graph graph, Shapes shapes, string output)
    {
        var shape = shapes.Shape(output);
        if (shape.IsDefault)
            return 1;
        if (shape.Length < 2)
            return null;
        var axis = shape[2..].All(size => size == 1)
            ? 1
            : Trace(graph, shapes, output, MaxSteps) ?? (shape.Length == 3 ? 2 : 1);
        return shape[axis] > 1 ? axis : null;
    }

    static int? Trace(Graph graph, Shapes shapes, string value, int steps)
    {
        var shape = shapes.Shape(value);
        if (steps == 0 || shape.IsDefault || graph.Producer(value) is not { } node)
            return null;
        switch (node.Operator.Type)
        {
            case "Softmax" or "LogSoftmax" when node.Operator.SinceVersion >= 13:
                var axis = (int)node.Attributes.Int("axis", -1);
                return axis < 0 ? axis + shape.Length : axis;
            case "MatMul" or "Gemm" or "FusedMatMul" or "FusedGemm":
                return shape.Length - 1;
            case "Transpose":
                return Transposed(node, Trace(graph, shapes, node.Inputs[0], steps - 1), shape.Length);
            case var type when ChannelFirst.Contains(type):
                return 1;
        }

        var source = node.Inputs.FirstOrDefault(input =>
            !graph.Initializers.ContainsKey(input) && shapes.Shape(input) is { IsDefault: false } from
            && from.Length == shape.Length);
        return source is null ? null : Trace(graph, shapes, source, steps - 1);
    }

    static int? Transposed(Node node, int? axis, int rank)
    {
        if (axis is not { } before)
            return null;
        var order = node.Attributes.Ints("perm");
        return order.IsDefaultOrEmpty ? rank - 1 - before : order.IndexOf(before);
    }
}
