using OnnxZc.Graphs;
using OnnxZc.Networks;

namespace OnnxZc.Tests.Networks;

public sealed class PassingValuesTests
{
    [Fact]
    public void Of_SumOfNormalisedValues_IsWhatDerivativesDoNotNeed()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 1, 2, 4, 4);
        var (a, b) = (Normalised(build, x, "a"), Normalised(build, x, "b"));
        var sum = build.Node("Add", [a, b]);
        var y = build.Node("Relu", [sum]);
        var graph = build.Build(build.Node("Add", [y, sum], default, "y"));
        Assert.Equal([a, b, sum], PassingValues.Of(graph).Order().OrderBy(name => name == sum));
    }

    [Theory]
    [InlineData("Mul")]
    [InlineData("Identity")]
    [InlineData("Flatten")]
    public void Of_ValueThatAnotherOperatorReads_IsNone(string reader)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 1, 2, 4, 4);
        var normalised = Normalised(build, x, "a");
        var read = build.Node(reader, reader == "Mul" ? [normalised, normalised] : [normalised]);
        build.Node("Relu", [normalised]);
        Assert.DoesNotContain(normalised, PassingValues.Of(build.Build(read)));
    }

    [Fact]
    public void Of_ResultsOfOtherOperatorsAndOutputs_AreNone()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 1, 2, 4, 4);
        var y = build.Node("Add", [build.Node("Identity", [x]), build.Node("Exp", [x])], default, "y");
        build.Node("Relu", [y]);
        Assert.Empty(PassingValues.Of(build.Build(y)));
    }

    static string Normalised(GraphBuilder build, string x, string name)
    {
        string[] parts = ["scale", "bias", "mean", "var"];
        var tensors = parts.Select(part => build.Initializer($"{name}.{part}", TensorData.Of<float>([1, 1], 2)));
        return build.Node("BatchNormalization", [x, .. tensors], default, $"{name}.bn");
    }
}
