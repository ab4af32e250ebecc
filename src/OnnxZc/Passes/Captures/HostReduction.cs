using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace OnnxZc.Passes.Captures;

/// <summary>A capture at work that reads values as numbers in host memory, whichever engine computes them.</summary>
abstract class HostReduction : Reduction
{
    /// <summary>Takes a value of run <paramref name="run"/>, row-major.</summary>
    public abstract void OnValue(int run, string name, ReadOnlySpan<float> numbers);

    public sealed override void OnValue(int run, string name, Tensor value)
    {
        using var host = value.detach().to_type(float32).cpu().contiguous();
        OnValue(run, name, MemoryMarshal.Cast<byte, float>(host.bytes));
    }
}
