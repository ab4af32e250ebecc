using OnnxZc.Graphs;
using OnnxZc.Networks.Weights;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Networks.Weights;

/// <summary>The weights that passes run on instead of the given ones.</summary>
public sealed class ScratchWeightTests
{
    const long Seed = 3;

    [Fact]
    public void Absolute_AnyGraph_MakesStatePositiveAndLeavesConstants()
    {
        var before = Graph();
        var after = AbsoluteWeights.Apply(before);
        foreach (var name in (string[])["conv", "bias", "scale", "shift", "mean", "var", "matrix", "turned"])
            Assert.Equal(Values(before, name).Select(Math.Abs), Values(after, name));
        Assert.Contains(Values(before, "conv"), value => value < 0);
        Assert.Equal([-2f], Values(after, "bound"));
    }

    [Fact]
    public void Absolute_InDoublePrecision_IsTheConvertedState()
    {
        var before = Graph();
        var after = AbsoluteWeights.Apply(before, ElementType.Float64);
        foreach (var name in (string[])["conv", "bias", "scale", "shift", "mean", "var", "matrix", "turned"])
        {
            Assert.Equal(
                Values(before, name).Select(value => (double)Math.Abs(value)),
                after.Initializers[name].Span<double>().ToArray());
        }

        Assert.Equal([-2f], Values(after, "bound"));
    }

    [Fact]
    public void Gaussian_EitherLayout_IsTheStreamAsOutputsByInputs()
    {
        var drawn = GaussianWeights.Apply(Graph(), Seed);
        Assert.Equal(Stream("conv", 4 * 2 * 3 * 3), Values(drawn, "conv"));
        Assert.Equal(Stream("turned", 15), Values(drawn, "turned"));
        var matrix = Values(drawn, "matrix");
        var expected = Stream("matrix", 12);
        for (var output = 0; output < 3; output++)
        {
            for (var input = 0; input < 4; input++)
                Assert.Equal(expected[(output * 4) + input], matrix[(input * 3) + output]);
        }
    }

    [Fact]
    public void Gaussian_BiasesAndNormalisations_AreReset()
    {
        var before = Graph();
        var drawn = GaussianWeights.Apply(before, Seed);
        Assert.All(Values(drawn, "bias").Concat(Values(drawn, "shift")), value => Assert.Equal(0, value));
        Assert.All(Values(drawn, "scale"), value => Assert.Equal(1, value));
        foreach (var name in (string[])["mean", "var", "bound"])
            Assert.Equal(Values(before, name), Values(drawn, name));
    }

    static float[] Values(Graph graph, string name) => graph.Initializers[name].Span<float>().ToArray();

    static float[] Stream(string weight, int count)
    {
        var values = new float[count];
        new RandomStream($"zen:{weight}", Seed).FillNormal(values);
        return values;
    }

    static Graph Graph()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 2, 5, 5);
        x = build.Node("Conv", [x, Draw(build, "conv", 4, 2, 3, 3), Draw(build, "bias", 4)]);
        x = build.Node("BatchNormalization", [
            x, Draw(build, "scale", 4), Draw(build, "shift", 4), Draw(build, "mean", 4), Draw(build, "var", 4)]);
        x = build.Node("Clip", [x, build.Initializer("bound", TensorData.Scalar(-2f))]);
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        x = build.Node("MatMul", [x, Draw(build, "matrix", 4, 3)]);
        return build.Build(build.Node("Gemm", [x, Draw(build, "turned", 5, 3)], [("transB", 1)]));
    }

    static string Draw(GraphBuilder build, string name, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream(name).FillNormal(values);
        return build.Initializer(name, TensorData.Of<float>(values, shape));
    }
}
