using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Passes;
using OnnxZc.Tests.Proxies.Contract;

namespace OnnxZc.Tests.Passes;

/// <summary>Which values stand for the stages of networks of several forms.</summary>
public sealed class StageFeaturesTests
{
    [Fact]
    public void Of_ResidualNetwork_IsWhereBranchesPartAndJoin() =>
        Assert.Equal(["relu.1", "add.1", "relu.3", "add.2"], Of(ContractNetwork.Of("residual")));

    [Fact]
    public void Of_Chain_IsWhatEntersConvolutionsAndTheLastBeforeThePooling() =>
        Assert.Equal(["relu.1", "maxpool.1", "relu.3"], Of(ContractNetwork.Of("chain")));

    [Fact]
    public void Of_Tokens_IsWhereTheResidualStreamPartsAndJoins() =>
        Assert.Equal(["transpose.1", "add.5", "add.8", "add.13", "add.16"], Of(ContractNetwork.Of("tokens")));

    [Fact]
    public void Of_TwoBranches_IsWhereTheyPartAndJoin()
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Relu", [build.Input("images", ElementType.Float32, null, 3, 12, 12)]);
        var left = build.Node("Relu", [ContractNetwork.Conv(build, x, "left", [4, 3, 3, 3])]);
        var right = build.Node("Relu", [ContractNetwork.Conv(build, x, "right", [4, 3, 1, 1])]);
        x = build.Node("Relu", [build.Node("Concat", [left, right], [("axis", 1)])]);
        Assert.Equal(["relu.1", "concat.1"], Of(build.Build(build.Node("GlobalAveragePool", [x]))));
    }

    [Fact]
    public void Of_OutputOfTheImagesBesideTheScored_ChangesNothing() => Assert.Equal(
        Of(ContractNetwork.Of("residual")),
        Of(ContractNetwork.Of("residual", (build, x) => [ContractNetwork.Conv(build, x, "side", [4, 3, 1, 1])])));

    [Fact]
    public void Of_NoImages_SaysHowToNameThem()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 4);
        var weight = build.Initializer("weight", ContractNetwork.Draw("weight", [4, 4]));
        var graph = build.Build(build.Node("MatMul", [x, weight]));
        var reason = Assert.Throws<PassNotApplicableException>(() => Of(graph, 4)).Message;
        Assert.Contains("--features", reason);
    }

    static IReadOnlyList<string> Of(Graph graph) =>
        Of(graph, [.. graph.Inputs[0].Shape.Skip(1).Select(size => size.Size!.Value)]);

    static IReadOnlyList<string> Of(Graph graph, params long[] shape) => StageFeatures.Of(
        graph,
        ShapeInference.Infer(
            graph, new Dictionary<string, ImmutableArray<long>> { ["images"] = [2, .. shape] }),
        graph.Outputs[0].Name);
}
