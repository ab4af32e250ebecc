using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;

namespace OnnxZc.Networks;

/// <summary>
/// Finds the layers of a graph in execution order: Conv over two spatial dimensions, Gemm, and MatMul by a matrix.
/// Products of two activations, and 1-D, 3-D and transposed convolutions, are not among them, as in the reference
/// codes.
/// </summary>
static class LayerList
{
    public static ImmutableArray<Layer> Of(Graph graph)
    {
        var whole = new WholeGraph(graph);
        var consumers = graph.Nodes
            .SelectMany(node => node.Inputs.Where(input => input.Length > 0).Select(input => (input, node)))
            .ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
        return [.. graph.Nodes.Select(node => Find(whole, node, consumers)).OfType<Layer>()];
    }

    static Layer? Find(WholeGraph graph, Node node, ILookup<string, Node> consumers)
    {
        try
        {
            return node.Operator switch
            {
                { Domain: "", Type: "Conv" } => Convolution(graph, node),
                { Domain: "", Type: "Gemm" } => Gemm(graph, node),
                { Domain: "", Type: "MatMul" } => MatMul(graph, node, consumers),
                _ => null,
            };
        }
        catch (AttributeException attribute)
        {
            throw attribute.About(node);
        }
    }

    static Layer? Convolution(WholeGraph graph, Node node)
    {
        if (Weight(graph, node.Input(1)) is not { Data.Shape: [var output, var input, var h, var w] } weight)
            return null;
        var groups = node.Attributes.Int("group", 1);
        if (groups < 1)
            throw ModelException.At(node, ModelErrorCode.ShapeMismatch, $"there cannot be {groups} groups");
        return new(
            weight.Name,
            LayerKind.Convolution,
            node.Outputs[0],
            FanIn: input * h * w,
            FanOut: output / groups * h * w,
            node,
            Weight(graph, node.Input(2))?.Name);
    }

    static Layer? Gemm(WholeGraph graph, Node node)
    {
        if (Weight(graph, node.Input(1)) is not { Data.Shape: [var rows, var columns] } weight)
            return null;
        var isOutIn = (node.Attributes.Int("transB", 0) != 0) ^ weight.IsTransposed;
        return Linear(weight.Name, isOutIn, rows, columns, node.Outputs[0], node, Weight(graph, node.Input(2))?.Name);
    }

    static Layer? MatMul(WholeGraph graph, Node node, ILookup<string, Node> consumers)
    {
        if (Weight(graph, node.Input(1)) is not { Data.Shape: [var rows, var columns] } weight)
            return null;
        var width = weight.IsTransposed ? rows : columns;
        var (output, bias) = WithBias(graph, node.Outputs[0], width, consumers);
        return Linear(weight.Name, weight.IsTransposed, rows, columns, output, node, bias);
    }

    static Layer Linear(
        string weight, bool isOutIn, long rows, long columns, string output, Node node, string? bias) =>
        new(weight, LayerKind.Linear, output, isOutIn ? columns : rows, isOutIn ? rows : columns, node, bias)
        {
            IsInputFirst = !isOutIn,
        };

    // Exporters write a linear layer on tokens as MatMul and Add: its result is the sum's.
    static (string Output, string? Bias) WithBias(
        WholeGraph graph, string product, long width, ILookup<string, Node> consumers)
    {
        if (consumers[product].ToArray() is not [{ Operator: { Domain: "", Type: "Add" } } sum])
            return (product, null);
        var other = sum.Inputs[0] == product ? sum.Inputs[1] : sum.Inputs[0];
        return Weight(graph, other) is { } bias && bias.Data.Shape is [var length] && length == width
            ? (sum.Outputs[0], bias.Name)
            : (product, null);
    }

    static WeightSource? Weight(WholeGraph graph, string? value) =>
        value is not null && WeightSource.Carried(graph, value) is { Data.IsFloat: true } source ? source : null;
}
