using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using OnnxZc.Passes.Runtime;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes;

/// <summary>Results of either engine as numbers in double precision, row-major.</summary>
static class HostNumbers
{
    /// <summary>The elements of a tensor of any numeric type.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var wide = tensor.detach().to_type(torch.float64).cpu().contiguous();
        return MemoryMarshal.Cast<byte, double>(wide.bytes).ToArray();
    }

    /// <summary>The elements of a tensor of floating-point numbers; null for any other.</summary>
    public static double[]? Of(OrtValue value) =>
        RuntimeValues.Read(value) is { IsFloat: true } numbers ? numbers.ToDoubles() : null;
}
