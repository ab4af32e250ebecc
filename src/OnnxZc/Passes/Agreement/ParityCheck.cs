using OnnxZc.Data;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Passes.Agreement;

/// <summary>
/// Compares the rebuilt network with ONNX Runtime in inference form, on the first samples of the batch.
/// </summary>
static class ParityCheck
{
    const int Samples = 2;

    /// <param name="network">The rebuilt network.</param>
    /// <param name="runtime">The same model in ONNX Runtime.</param>
    /// <param name="batch">The batch; a model whose batch cannot vary is compared on all of it.</param>
    /// <param name="isBatchFree">Whether the model takes any batch size.</param>
    public static Parity Compare(Network network, OrtEngine runtime, Batch batch, bool isBatchFree)
    {
        var input = isBatchFree ? SampleRange.Of(network.Graph, batch, 0, Samples) : batch;
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        // First the side that counts the iterations of loops: the other runs one without end for ever.
        var values = Infer(network, input);
        var expected = runtime.Infer(input);

        var parity = new Parity(0, 0);
        for (var i = 0; i < network.Graph.Outputs.Length; i++)
        {
            // Labels, the other kind of output, change with the last bit of the scores that they are chosen by.
            if (!expected[i].IsFloat)
                continue;
            var (abs, rel) = Difference(
                HostNumbers.Of(values[network.Graph.Outputs[i].Name]), expected[i].ToDoubles());
            parity = new(Math.Max(parity.MaxAbs, abs), Math.Max(parity.MaxRel, rel));
        }

        return parity;
    }

    /// <summary>The network's outputs in inference form.</summary>
    public static IReadOnlyDictionary<string, torch.Tensor> Infer(Network network, Batch input)
    {
        var shapes = ShapeInference.Infer(
            network.Graph, input.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        return network.Run(
            new Walk(shapes, Normalisation.Running),
            input.Inputs.ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, network.Device)));
    }

    /// <summary>
    /// The largest difference, and over the largest finite magnitude. Where both are the same infinity, or no number,
    /// they agree.
    /// </summary>
    public static (double Abs, double Rel) Difference(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length)
            return (double.PositiveInfinity, double.PositiveInfinity);
        double largest = 0, scale = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (!actual[i].Equals(expected[i]))
                largest = Math.Max(largest, Math.Abs(actual[i] - expected[i]));
            if (double.IsFinite(expected[i]))
                scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return (largest, scale == 0 ? largest : largest / scale);
    }
}
