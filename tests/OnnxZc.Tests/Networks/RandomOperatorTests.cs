using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Numerics;
using OnnxZc.Passes.Agreement;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Operators that draw: from the documented stream, and with the moments that they should have.</summary>
public sealed class RandomOperatorTests
{
    static readonly long[] Many = [100, 200];

    [Theory]
    [InlineData("RandomNormalLike")]
    [InlineData("RandomNormal")]
    public void Normal_OfTheStream_IsScaledAndShifted(string type)
    {
        var values = Run(Drawing(type, ("mean", 2.0), ("scale", 3.0)));
        Assert.Equal(2 + (3 * new RandomStream("random:y0").Normal(17)), values[17], 1e-5);
        Assert.Equal(2, values.Average(), 0.1);
        Assert.Equal(9, values.Average(value => (value - 2) * (value - 2)), 0.3);
    }

    [Theory]
    [InlineData("RandomUniformLike")]
    [InlineData("RandomUniform")]
    public void Uniform_OfTheStream_FillsItsRange(string type)
    {
        var values = Run(Drawing(type, ("low", -1.0), ("high", 3.0)));
        Assert.Equal(-1 + (4 * new RandomStream("random:y0").Uniform(17)), values[17], 1e-5);
        Assert.All(values, value => Assert.InRange(value, -1, 3));
        Assert.Equal(16.0 / 12, values.Average(value => (value - 1) * (value - 1)), 0.05);
    }

    [Fact]
    public void Uniform_AnotherSeed_DrawsOtherNumbers() => Assert.NotEqual(
        Run(Drawing("RandomUniformLike", ("seed", 1.0))),
        Run(Drawing("RandomUniformLike", ("seed", 2.0))));

    [Fact]
    public void Bernoulli_Probabilities_AreItsFrequencies()
    {
        var chances = TensorData.Of<float>([0, 0.25f, 1], 3, 1);
        var graph = new GraphBuilder(22);
        graph.Initializer("p", chances);
        graph.Initializer("shape", TensorData.Int64s(3, 20000));
        graph.Multi("Expand", ["p", "shape"], ["wide"]);
        graph.Multi("Bernoulli", ["wide"], ["y0"], [("seed", 3.0)]);
        var values = Run(graph.Build("y0"), []);
        Assert.Equal(0, values.Take(20000).Sum());
        Assert.Equal(0.25, values.Skip(20000).Take(20000).Average(), 0.01);
        Assert.Equal(1, values.Skip(40000).Average());
    }

    [Fact]
    public void Multinomial_LogProbabilities_AreItsFrequencies()
    {
        var logs = TensorData.Of<float>([0, MathF.Log(3), float.NegativeInfinity, MathF.Log(4)], 1, 4);
        var values = Run(OperatorCase.Of("Multinomial", 22, [logs], ("sample_size", 20000)));
        var expected = new[] { 0.125, 0.375, 0, 0.5 };
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values.Count(value => value == i) / 20000.0, 0.015);
    }

    static OperatorCase Drawing(string type, params (string, object)[] attributes) =>
        type.EndsWith("Like", StringComparison.Ordinal)
            ? OperatorCase.Of(type, 22, [Many], attributes)
            : OperatorCase.Of(type, 22, [], [.. attributes, ("shape", Many)]);

    static double[] Run(OperatorCase item)
    {
        var graph = item.Graph(out var batch);
        return Run(graph, batch);
    }

    static double[] Run(Graph graph, Dictionary<string, TensorData> batch)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        return HostNumbers.Of(ParityCheck.Infer(network, new(batch, null))["y0"]);
    }
}
