using OnnxZc.Graphs;
using OnnxZc.Passes;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

public sealed class PassRunTests
{
    [Fact]
    public void New_UnsupportedOperator_LeavesNoScopeBehind()
    {
        var build = new GraphBuilder(17);
        var graph = build.Build(build.Node("NonZero", [build.Input("images", ElementType.Float32, null, 3, 8, 8)]));
        using var outer = torch.NewDisposeScope();
        Assert.Throws<ModelException>(() => new PassRun(SmallNetwork.Model(graph), "cpu", threads: 1));
        Assert.True(outer.Contains(torch.ones(1)));
    }
}
