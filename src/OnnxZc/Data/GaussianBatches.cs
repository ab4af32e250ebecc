using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Data;

/// <summary>Standard normal samples from the seeded stream <c>data:input</c>; no labels.</summary>
public sealed class GaussianBatches : IBatchSource
{
    internal const int DefaultBatchSize = 16;

    /// <inheritdoc/>
    public string Fingerprint => "noise";

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        var inputs = request.Inputs.ToDictionary(
            input => input.Name,
            input => Draw(input, request, request.Inputs.Count == 1 ? "data:input" : $"data:input:{input.Name}"));
        return new(inputs, Labels: null);
    }

    static TensorData Draw(ValueInfo input, BatchRequest request, string stream)
    {
        if (input.Type != ElementType.Float32)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"input '{input.Name}' is {input.Type}: noise fills only Float32 inputs; "
                + "give the values with --data FILE.npz");
        }

        var shape = InputShapes.Of(input, request.Dimensions, request.BatchSize ?? DefaultBatchSize);
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream(stream, request.Seed).FillNormal(values);
        return new(ElementType.Float32, shape, MemoryMarshal.AsBytes<float>(values).ToArray());
    }
}
