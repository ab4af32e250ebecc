using System.Runtime.InteropServices;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Agreement;

/// <summary>A network's results as numbers in double precision, row-major.</summary>
static class HostNumbers
{
    /// <summary>The elements of a tensor of any numeric type.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var wide = tensor.detach().to_type(torch.float64).cpu().contiguous();
        return MemoryMarshal.Cast<byte, double>(wide.bytes).ToArray();
    }
}
