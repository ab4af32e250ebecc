using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes;

/// <summary>
/// Sums over the elements of weights and gradients, accumulated in double precision. libtorch would make a tensor per
/// step, and one in double precision of the whole weight.
/// </summary>
public static class WeightSums
{
    const int Block = 1024;

    /// <summary>Σ a·b.</summary>
    public static double Products(Tensor a, Tensor b) => OnHost(a, b)
        ? Blocks(Values(a), Values(b), TensorPrimitives.Dot)
        : (a * b).sum(float64).ToDouble();

    /// <summary>Σ |a·b|.</summary>
    public static double AbsoluteProducts(Tensor a, Tensor b) => OnHost(a, b)
        ? Blocks(Values(a), Values(b), AbsoluteDot)
        : (a * b).abs().sum(float64).ToDouble();

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(Tensor a) => Math.Sqrt(Products(a, a));

    /// <summary>
    /// Σ |a·b| over the standard deviation (n - 1) of |a·b|; the sum alone where there is no deviation or it is 0.
    /// </summary>
    public static double SignalToNoise(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var products = (a * b).abs().to_type(float64);
        var (sum, count) = (products.sum().ToDouble(), products.numel());
        var deviation = count < 2 ? 0 : products.std().ToDouble();
        return deviation > 0 ? sum / deviation : sum;
    }

    static bool OnHost(Tensor a, Tensor b) => a.device.type == DeviceType.CPU
        && a.dtype == float32 && b.dtype == float32 && a.is_contiguous() && b.is_contiguous();

    // A block's sum in single precision is off by at most some ulps; the blocks add up in double precision.
    static double Blocks(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Reduction reduce)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i += Block)
        {
            var length = Math.Min(Block, a.Length - i);
            sum += reduce(a.Slice(i, length), b.Slice(i, length));
        }

        return sum;
    }

    static float AbsoluteDot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<float> products = stackalloc float[Block];
        products = products[..a.Length];
        TensorPrimitives.Multiply(a, b, products);
        return TensorPrimitives.SumOfMagnitudes<float>(products);
    }

    static ReadOnlySpan<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    delegate float Reduction(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
}
