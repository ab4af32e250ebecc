using OnnxZc.Graphs;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Compares what ONNX Runtime gives with what the rebuilt network gives.</summary>
static class RuntimeAssert
{
    /// <summary>Same shape, and elements equal up to a share of the largest one.</summary>
    public static void Equal(TensorData expected, torch.Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.shape);
        var reference = expected.ToDoubles();
        var values = actual.detach().to_type(torch.float64).contiguous().data<double>().ToArray();
        var scale = Math.Max(1, reference.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < values.Length; i++)
            Assert.True(
                reference[i].Equals(values[i]) || Math.Abs(reference[i] - values[i]) <= tolerance * scale,
                $"element {i}: {values[i]:R}, ONNX Runtime {reference[i]:R}");
    }
}
