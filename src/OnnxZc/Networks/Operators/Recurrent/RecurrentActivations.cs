using OnnxZc.Graphs;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Recurrent;

/// <summary>
/// The activations of a recurrent node, per direction: their names, and the numbers that they consume in order.
/// </summary>
static class RecurrentActivations
{
    /// <param name="call">A recurrent node's call.</param>
    /// <param name="directions">1, or 2 when bidirectional.</param>
    /// <param name="defaults">The names for one direction when the node has none.</param>
    /// <returns>A function per activation; those of the second direction follow those of the first.</returns>
    public static Func<Tensor, Tensor>[] Of(OperatorCall call, int directions, params string[] defaults)
    {
        var names = call.Attributes["activations"] is IReadOnlyList<string> { Count: > 0 } given
            ? given
            : [.. Enumerable.Repeat(defaults, directions).SelectMany(list => list)];
        if (names.Count != directions * defaults.Length)
        {
            throw ModelException.At(
                call.Node,
                ModelErrorCode.InvalidGraph,
                $"{names.Count} activations are given, {directions * defaults.Length} are needed");
        }

        var alphas = new Queue<float>(call.Attributes.Floats("activation_alpha"));
        var betas = new Queue<float>(call.Attributes.Floats("activation_beta"));
        return [.. names.Select(name => Create(call, name, alphas, betas))];
    }

    static Func<Tensor, Tensor> Create(OperatorCall call, string name, Queue<float> alphas, Queue<float> betas)
    {
        double Alpha(double fallback) => alphas.TryDequeue(out var alpha) ? alpha : fallback;
        double Beta(double fallback) => betas.TryDequeue(out var beta) ? beta : fallback;
        switch (name.ToLowerInvariant())
        {
            case "relu":
                return x => x.relu();
            case "tanh":
                return x => x.tanh();
            case "sigmoid":
                return x => x.sigmoid();
            case "softsign":
                return x => x / (x.abs() + 1);
            case "softplus":
                return x => F.softplus(x);
            case "affine":
                return Line(Alpha(1), Beta(0));
            case "hardsigmoid":
                var line = Line(Alpha(0.2), Beta(0.5));
                return x => line(x).clamp(0, 1);
            case "scaledtanh":
                var (outer, inner) = (Alpha(1), Beta(1));
                return x => (x * inner).tanh() * outer;
            case "leakyrelu":
                var slope = Alpha(0.01);
                return x => x.leaky_relu(slope);
            case "thresholdedrelu":
                var threshold = Alpha(1);
                return x => F.threshold(x, threshold, 0);
            case "elu":
                var scale = Alpha(1);
                return x => F.elu(x, scale);
            default:
                throw call.Unsupported($"the activation {name}");
        }
    }

    static Func<Tensor, Tensor> Line(double slope, double offset) => x => (x * slope) + offset;
}
