using OnnxZc.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

static class Draws
{
    /// <summary>Standard normal float64 values, the same for the same name.</summary>
    internal static Tensor Normal(string name, params long[] shape)
    {
        var stream = new RandomStream(name);
        var values = new double[shape.TotalSize()];
        for (var i = 0; i < values.Length; i++)
            values[i] = stream.Normal(i);
        return tensor(values, shape);
    }
}
