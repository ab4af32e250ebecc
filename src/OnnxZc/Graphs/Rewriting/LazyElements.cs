using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Numerics;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Tensors whose element i is a function of i: computed when first read, the same on any thread count.
/// </summary>
static class LazyElements
{
    const int Chunk = 1 << 13;

    /// <summary>A tensor of any numeric type; elements are computed in float64 and converted.</summary>
    public static TensorData Tensor(ElementType type, ImmutableArray<long> shape, Func<long, double> element) =>
        Tensor(type, shape, bytes => Fill(bytes, type, element));

    /// <summary>A tensor whose bytes are made all at once.</summary>
    public static TensorData Tensor(ElementType type, ImmutableArray<long> shape, Action<byte[]> fill) =>
        new(type, shape, new GeneratedBytes(checked((int)(TensorData.CountOf(shape) * TensorData.SizeOf(type))), fill)
            .Memory);

    /// <summary>A tensor of a normal stream's elements 0, 1, ..., scaled in float64.</summary>
    public static TensorData Normal(
        ElementType type, ImmutableArray<long> shape, RandomStream stream, double deviation) =>
        Tensor(type, shape, bytes => FillNormal(bytes, type, stream, mean: 0, deviation));

    /// <summary>Writes elements 0, 1, ... of a normal stream, scaled and shifted in float64.</summary>
    public static void FillNormal(
        byte[] bytes, ElementType type, RandomStream stream, double mean, double deviation)
    {
        if (type == ElementType.Float32)
            stream.FillNormal(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()), mean, deviation);
        else
            Fill(bytes, type, i => mean + (deviation * stream.Normal(i)));
    }

    /// <summary>Writes elements 0, 1, ... over <paramref name="bytes"/>.</summary>
    public static void Fill(byte[] bytes, ElementType type, Func<long, double> element)
    {
        var size = TensorData.SizeOf(type);
        var count = bytes.Length / size;
        Parallel.For(0, (count + Chunk - 1) / Chunk, part =>
        {
            var first = part * Chunk;
            var values = new double[Math.Min(Chunk, count - first)];
            for (var i = 0; i < values.Length; i++)
                values[i] = element(first + i);
            Elements.Of(new(type, [values.Length]), values).Bytes.Span.CopyTo(bytes.AsSpan(first * size));
        });
    }
}
