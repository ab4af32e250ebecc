using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
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
    public static double[]? Of(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => Widened(value.GetTensorDataAsSpan<float>(), number => number),
        TensorElementType.Double => value.GetTensorDataAsSpan<double>().ToArray(),
        TensorElementType.Float16 => Widened(
            MemoryMarshal.Cast<byte, Half>(value.GetTensorMutableRawData()), number => (double)number),
        _ => null,
    };

    static double[] Widened<T>(ReadOnlySpan<T> values, Func<T, double> widen)
    {
        var widened = new double[values.Length];
        for (var i = 0; i < widened.Length; i++)
            widened[i] = widen(values[i]);
        return widened;
    }
}
