using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Counting;

/// <summary>
/// Counts operations of one sample by the convention of tensorwatch's torchstat, which NASLib reports:
/// multiply-accumulates of 2-D convolutions with their biases and of linear layers without, and by one per element or
/// window what normalisation, rectifiers and pooling do. Anything else counts 0, products of two activations too.
/// </summary>
static class TensorwatchCounter
{
    /// <summary>
    /// The operations of all samples, by the names of what the nodes compute, and the number of samples; null where a
    /// linear layer runs over more than rows, which that convention refuses.
    /// </summary>
    /// <param name="folded">The folded graph.</param>
    /// <param name="shapes">The shapes of its values.</param>
    /// <param name="linear">The nodes that are linear layers.</param>
    public static (List<KeyValuePair<string, double>> Parts, long Samples)? Count(
        Graph folded, Shapes shapes, IReadOnlySet<Node> linear)
    {
        var samples = folded.Inputs is [var first, ..] && shapes.Shape(first.Name) is { IsDefaultOrEmpty: false } shape
            ? Math.Max(1, shape[0])
            : 1;
        var parts = new List<KeyValuePair<string, double>>();
        foreach (var node in folded.Nodes.Where(node => node.Operator.Domain.Length == 0))
        {
            if (linear.Contains(node))
            {
                if (shapes.Shape(node.Inputs[0]) is not { IsDefault: false, Length: 2 } rows)
                    return null;
                parts.Add(new(node.Outputs[0], (double)rows[1] * TensorData.CountOf(shapes.Shape(node.Outputs[0]))));
            }
            else if (Of(node, folded, shapes) is > 0 and var operations)
            {
                parts.Add(new(node.Outputs[0], operations));
            }
        }

        return (parts, samples);
    }

    static double Of(Node node, Graph graph, Shapes shapes)
    {
        var (input, output) = (shapes.Shape(node.Inputs.FirstOrDefault()), shapes.Shape(node.Outputs.FirstOrDefault()));
        if (input.IsDefault || output.IsDefault)
            return 0;
        double Elements() => TensorData.CountOf(input);
        double Outputs() => TensorData.CountOf(output);
        return node.Operator.Type switch
        {
            "Conv" when shapes.Shape(node.Inputs[1]) is { IsDefault: false, Length: 4 } weight =>
                Outputs() * ((weight[1] * weight[2] * weight[3]) + (node.Input(2) is null ? 0 : 1)),
            "BatchNormalization" when input.Length == 4 => Elements() * (FixedBatchNorm.Is(node) ? 1 : 2),
            "Relu" or "LeakyRelu" or "PRelu" or "Elu" => Elements(),
            "Clip" when ClipBounds.IsFromZero(graph, node) => Elements(),
            "AveragePool" or "MaxPool" when input.Length == 4 =>
                Outputs() * node.Attributes.Ints("kernel_shape").Aggregate(1L, (product, size) => product * size),
            "GlobalAveragePool" when input.Length == 4 => Outputs() * (input[2] + 1) * (input[3] + 1),
            _ => 0,
        };
    }
}
