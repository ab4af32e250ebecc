using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;

namespace OnnxZc.Tests.Passes;

public sealed class SingleValueNormalisationTests
{
    [Theory]
    [InlineData(1L, 3L)]
    [InlineData(1L, 3L, 1L, 1L)]
    public void Refuse_OneValuePerChannel_NamesTheNode(params long[] shape) => Assert.Contains(
        "one value per channel", Assert.Throws<PassNotApplicableException>(() => Refuse(shape)).Message);

    [Theory]
    [InlineData(2L, 3L)]
    [InlineData(1L, 3L, 1L, 2L)]
    [InlineData(2L, 3L, 1L, 1L)]
    public void Refuse_SeveralValuesPerChannel_DoesNot(params long[] shape) => Refuse(shape);

    static void Refuse(long[] shape)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, [.. shape.Select(_ => (long?)null)]);
        string[] statistics = ["scale", "shift", "mean", "var"];
        var graph = build.Build(build.Node("BatchNormalization", [
            x, .. statistics.Select(name => build.Initializer(name, TensorData.Of<float>([1, 1, 1], 3)))]));
        var shapes = ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>> { ["x"] = [.. shape] });
        SingleValueNormalisation.Refuse(graph, shapes);
    }
}
