using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Tests.Passes;

/// <summary>On blocks of two convolutions, their sum and a Relu; autograd keeps the Relu's result alone.</summary>
public sealed class BackwardCutsTests
{
    const int Blocks = 30;
    const int BlockNodes = 4;
    const long Activation = SmallNetwork.Samples * 4 * 8 * 8 * sizeof(float);

    [Fact]
    public void Of_Blocks_CutsWhereNothingCrossesThatIsNotKeptAnyway() =>
        Assert.All(CutsOf(Network(headWidth: 4)), cut => Assert.Equal(0, cut % BlockNodes));

    [Fact]
    public void Of_Blocks_LetsGradientsTakeWhatWasFreedAndLittleMore()
    {
        var cuts = CutsOf(Network(headWidth: 4));
        Assert.InRange(cuts.Length, 3, 8);
        var all = 2 * Blocks * Activation;
        var end = Blocks * BlockNodes;
        foreach (var cut in cuts.Reverse())
        {
            var gradients = (end - cut) / BlockNodes * 2 * Activation;
            var freed = ((Blocks * BlockNodes) - end) / BlockNodes * Activation;
            Assert.InRange(gradients, 2 * Activation, (all / BackwardCuts.Parts) + freed + Activation);
            end = cut;
        }
    }

    [Fact]
    public void Of_LayerAsLargeAsAllOthers_IsASegmentOfItsOwn()
    {
        var graph = Network(headWidth: 100_000);
        var last = graph.Nodes[CutsOf(graph)[^1]..].Select(node => node.Operator.Type);
        Assert.Equal(["MatMul"], last.Intersect(["Conv", "MatMul"]));
    }

    [Fact]
    public void Of_OneLayer_IsOnePiece()
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Flatten", [build.Input("images", ElementType.Float32, null, 3, 8, 8)]);
        var head = build.Initializer("head", SmallNetwork.Draw("head", 0.5, 192, SmallNetwork.Classes));
        Assert.Empty(CutsOf(build.Build(build.Node("MatMul", [x, head], default, "logits"))));
    }

    static ImmutableArray<int> CutsOf(Graph graph) => BackwardCuts.Of(
        graph,
        LayerList.Of(graph),
        new ValueMemory(graph, SmallNetwork.Shapes(graph)),
        "logits",
        GradientSources.Weights);

    static Graph Network(int headWidth)
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        (string, object) pads = ("pads", new long[] { 1, 1, 1, 1 });
        for (var i = 0; i < Blocks; i++)
        {
            var channels = i == 0 ? 3 : 4;
            string[] branches =
            [
                .. ((string[])["a", "b"]).Select(name => build.Node(
                    "Conv",
                    [x, build.Initializer($"{name}{i}", SmallNetwork.Draw($"{name}{i}", 0.2, 4, channels, 3, 3))],
                    [pads])),
            ];
            x = build.Node("Relu", [build.Node("Add", branches)]);
        }

        var head = build.Initializer("head", SmallNetwork.Draw("head", 0.5, 4, headWidth));
        var pooled = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        return build.Build(build.Node("MatMul", [pooled, head], default, "logits"));
    }
}
