using System.Numerics;
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
    public static double Products(Tensor a, Tensor b) => TypeOnHost(a, b) switch
    {
        ScalarType.Float32 => Blocks<float>(a, b, TensorPrimitives.Dot),
        ScalarType.Float64 => Blocks<double>(a, b, TensorPrimitives.Dot),
        _ => (a * b).sum(float64).ToDouble(),
    };

    /// <summary>Σ |a·b|.</summary>
    public static double AbsoluteProducts(Tensor a, Tensor b) => TypeOnHost(a, b) switch
    {
        ScalarType.Float32 => Blocks<float>(a, b, AbsoluteDot),
        ScalarType.Float64 => Blocks<double>(a, b, AbsoluteDot),
        _ => (a * b).abs_().sum(float64).ToDouble(),
    };

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(Tensor a) => Math.Sqrt(Products(a, a));

    /// <summary>
    /// Σ |a·b| over the standard deviation (n - 1) of |a·b|; the sum alone where there is no deviation or it is 0.
    /// </summary>
    public static double SignalToNoise(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var products = (a * b).abs_().to_type(float64);
        var (sum, count) = (products.sum().ToDouble(), products.numel());
        var deviation = count < 2 ? 0 : products.std().ToDouble();
        return deviation > 0 ? sum / deviation : sum;
    }

    // Null where the elements are not two rows in host memory, of one type and within the reach of a span.
    static ScalarType? TypeOnHost(Tensor a, Tensor b) => a.device.type == DeviceType.CPU
        && a.dtype == b.dtype && a.is_contiguous() && b.is_contiguous() && a.numel() * a.element_size() <= int.MaxValue
        ? a.dtype
        : null;

    // A block's sum in single precision is off by at most some ulps; the blocks add up in double precision.
    static double Blocks<T>(Tensor left, Tensor right, Reduction<T> reduce)
        where T : unmanaged, INumberBase<T>
    {
        var a = Values<T>(left);
        var b = Values<T>(right);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i += Block)
        {
            var length = Math.Min(Block, a.Length - i);
            sum += double.CreateChecked(reduce(a.Slice(i, length), b.Slice(i, length)));
        }

        return sum;
    }

    static T AbsoluteDot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, INumberBase<T>
    {
        Span<T> products = stackalloc T[Block];
        products = products[..a.Length];
        TensorPrimitives.Multiply(a, b, products);
        return TensorPrimitives.SumOfMagnitudes<T>(products);
    }

    static ReadOnlySpan<T> Values<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.bytes);

    delegate T Reduction<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b);
}
