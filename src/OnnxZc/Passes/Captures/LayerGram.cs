using OnnxZc.Networks;
using OnnxZc.Networks.Operators;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Passes.Captures;

/// <summary>
/// The inner products of samples' gradients by one layer's weight and bias, from the layer's input and the gradient by
/// its output: no gradient of a sample is kept, and where products of inputs and of gradients are cheaper none is made.
/// </summary>
static class LayerGram
{
    /// <param name="layer">A convolution over two dimensions or a linear layer.</param>
    /// <param name="weight">The weight's shape.</param>
    /// <param name="input">What goes into it, samples first.</param>
    /// <param name="gradient">The gradient by its output.</param>
    /// <param name="withBias">Whether the bias counts too.</param>
    /// <returns>[N, N] in double precision.</returns>
    /// <exception cref="PassNotApplicableException">Samples do not lie along the first dimension.</exception>
    public static Tensor Of(Layer layer, long[] weight, Tensor input, Tensor gradient, bool withBias)
    {
        if (layer.Node.Operator.Type == "Gemm" && layer.Node.Attributes.Int("transA", 0) != 0)
            throw new PassNotApplicableException($"'{layer.Node.Label}' takes its input transposed");
        using var scope = NewDisposeScope();
        var (columns, rows) = layer.Kind == LayerKind.Convolution
            ? Unfolded(layer, weight[2..], input, gradient)
            : Tokens(input, gradient);
        var gram = Products(columns, rows) * SquareOf(layer, "alpha");
        if (withBias && layer.Bias is not null)
        {
            var sums = rows.sum(-1).flatten(1).to_type(float64);
            gram = gram + (sums.mm(sums.t()) * SquareOf(layer, "beta"));
        }

        return gram.MoveToOuterDisposeScope();
    }

    // What a Gemm multiplies its product or its bias by, squared.
    static double SquareOf(Layer layer, string factor) => layer.Node.Operator.Type == "Gemm"
        ? Math.Pow(layer.Node.Attributes.Float(factor, 1), 2)
        : 1;

    /// <summary>
    /// Inputs [N, groups, inputs per output, positions] and gradients [N, groups, outputs, positions].
    /// </summary>
    static (Tensor Columns, Tensor Rows) Unfolded(
        Layer layer, long[] kernel, Tensor input, Tensor gradient)
    {
        var groups = layer.Node.Attributes.Int("group", 1);
        var n = input.shape[0];
        var window = Window.Of(layer.Node, kernel, input.shape[2..]);
        var padded = window.IsUnpadded ? input : F.pad(input, window.TorchPads());
        var columns = F.unfold(
            padded,
            (kernel[0], kernel[1]),
            (window.Dilations[0], window.Dilations[1]),
            (0, 0),
            (window.Strides[0], window.Strides[1]));
        return (
            columns.reshape(n, groups, columns.shape[1] / groups, columns.shape[2]),
            gradient.reshape(n, groups, gradient.shape[1] / groups, -1));
    }

    static (Tensor Columns, Tensor Rows) Tokens(Tensor input, Tensor gradient) => (
        input.reshape(input.shape[0], -1, input.shape[^1]).transpose(1, 2).unsqueeze(1),
        gradient.reshape(gradient.shape[0], -1, gradient.shape[^1]).transpose(1, 2).unsqueeze(1));

    static Tensor Products(Tensor columns, Tensor rows)
    {
        var (n, inputs, outputs, positions) = (columns.shape[0], columns.shape[2], rows.shape[2], columns.shape[3]);
        if (positions * positions * (inputs + outputs) < inputs * outputs)
        {
            var a = columns.movedim([3], [1]).reshape(n * positions, -1).to_type(float64);
            var b = rows.movedim([3], [1]).reshape(n * positions, -1).to_type(float64);
            return ByGroup(columns.shape[1], a, b).reshape(n, positions, n, positions).sum([1, 3]);
        }

        var gradients = rows.matmul(columns.transpose(2, 3)).flatten(1).to_type(float64);
        return gradients.mm(gradients.t());
    }

    static Tensor ByGroup(long groups, Tensor a, Tensor b)
    {
        Tensor? sum = null;
        for (var group = 0; group < groups; group++)
        {
            var (x, y) = (Part(a, groups, group), Part(b, groups, group));
            var product = x.mm(x.t()) * y.mm(y.t());
            sum = sum is null ? product : sum + product;
        }

        return sum!;
    }

    static Tensor Part(Tensor tensor, long groups, long group)
    {
        var width = tensor.shape[1] / groups;
        return tensor.narrow(1, group * width, width);
    }
}
