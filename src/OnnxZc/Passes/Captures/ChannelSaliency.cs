using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Captures;

/// <summary>Per sample and channel, the sum over positions of an output times the gradient by it.</summary>
static class ChannelSaliency
{
    /// <param name="output">[N, C, positions...].</param>
    /// <param name="gradient">Of the same shape.</param>
    /// <returns>[N, C].</returns>
    public static Tensor Of(Tensor output, Tensor gradient)
    {
        var (a, b) = (output.detach(), gradient);
        if (a.ndim <= 2)
            return a * b;
        if (a.device.type != DeviceType.CPU || a.dtype != float32 || b.dtype != float32)
            return (a * b).flatten(2).sum(2L);

        // One pass over both tensors; in libtorch it would take three, and a tensor for the product.
        var sums = empty([a.shape[0], a.shape[1]], dtype: float32);
        Dot(Values(a.contiguous()), Values(b.contiguous()), Values(sums), get_num_threads());
        return sums;
    }

    static unsafe void Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sums, int threads)
    {
        var (rows, width) = (sums.Length, a.Length / Math.Max(1, sums.Length));
        fixed (float* left = a, right = b, result = sums)
        {
            var (l, r, s) = ((nint)left, (nint)right, (nint)result);
            Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, part =>
            {
                for (var i = rows * part / threads; i < rows * (part + 1) / threads; i++)
                {
                    ((float*)s)[i] = TensorPrimitives.Dot(
                        new ReadOnlySpan<float>((float*)l + ((long)i * width), width),
                        new ReadOnlySpan<float>((float*)r + ((long)i * width), width));
                }
            });
        }
    }

    static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
