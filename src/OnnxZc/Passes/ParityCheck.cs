using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Passes;

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
        var input = isBatchFree ? First(batch) : batch;
        using var expected = runtime.Infer(input);
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var shapes = ShapeInference.Infer(
            network.Graph, input.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        var values = network.Run(
            new Walk(shapes, Normalisation.Running),
            input.Inputs.ToDictionary(pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, network.Device)));

        var parity = new Parity(0, 0);
        for (var i = 0; i < network.Graph.Outputs.Length; i++)
        {
            using var actual = values[network.Graph.Outputs[i].Name].to_type(torch.float64).cpu().contiguous();
            var (abs, rel) = Difference(
                MemoryMarshal.Cast<byte, double>(actual.bytes), RuntimeValues.Read(expected[i]).ToDoubles());
            parity = new(Math.Max(parity.MaxAbs, abs), Math.Max(parity.MaxRel, rel));
        }

        return parity;
    }

    static (double Abs, double Rel) Difference(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length)
            return (double.PositiveInfinity, double.PositiveInfinity);
        double largest = 0, scale = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(actual[i] - expected[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return (largest, scale == 0 ? largest : largest / scale);
    }

    static Batch First(Batch batch)
    {
        var samples = batch.Inputs.Values.Max(data => data.Shape is [var size, ..] ? size : 0);
        return batch with { Inputs = batch.Inputs.ToDictionary(pair => pair.Key, pair => First(pair.Value, samples)) };
    }

    static TensorData First(TensorData data, long samples)
    {
        if (data.Shape is not [var size, .. var rest] || size != samples || size <= Samples)
            return data;
        ImmutableArray<long> shape = [Samples, .. rest];
        var bytes = (int)(TensorData.CountOf(shape) * TensorData.SizeOf(data.Type));
        return new(data.Type, shape, data.Bytes[..bytes]);
    }
}
