using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Graphs.Counting;

public sealed class FixedBatchNormTests
{
    // [N, 3, 2, 2]: 12 elements a sample.
    [Theory]
    [InlineData("scale", "bias", 6, 24)]
    [InlineData("variance", "mean", 0, 12)]
    [InlineData("variance", "bias", 6, 24)]
    public void Counts_OfANormalisation_HaveScaleAndBiasOnlyWhereTheyAreNotTheStatistics(
        string scale, string bias, long parameters, double operations)
    {
        var builder = new GraphBuilder(17);
        var x = builder.Input("x", ElementType.Float32, 2, 3, 2, 2);
        foreach (var name in new[] { "scale", "bias", "mean", "variance" }.Where(
            name => name is "mean" or "variance" || name == scale || name == bias))
            builder.Initializer(name, TensorData.Of<float>([1, 2, 3], 3));
        var graph = ConstantFolder.Fold(
            builder.Build(builder.Node("BatchNormalization", [x, scale, bias, "mean", "variance"])));
        var shapes = ShapeInference.Infer(
            graph, new Dictionary<string, ImmutableArray<long>> { ["x"] = [2, 3, 2, 2] });
        var (parts, samples) = TensorwatchCounter.Count(graph, shapes, new HashSet<Node>())!.Value;
        Assert.Equal(parameters, MacCounter.Count(graph, shapes).Parameters);
        Assert.Equal(operations, parts.Sum(part => part.Value) / samples);
    }
}
