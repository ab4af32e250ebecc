using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Graphs.Counting;

public sealed class LinearBiasesTests
{
    [Fact]
    public void Of_SumThatLeavesOutItsSecondOperand_FindsNone()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 2, 4);
        var graph = build.Build(build.Node("Add", [x, ""], [], "y"));
        Assert.Empty(LinearBiases.Of(new WholeGraph(graph), ConstantValues.Of(graph)));
    }
}
