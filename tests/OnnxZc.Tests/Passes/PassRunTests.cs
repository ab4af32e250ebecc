using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
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

    [Fact]
    public void Turn_OtherWeightsThatCannotBeRun_LeavesTheRunFitForTheNext()
    {
        var build = new GraphBuilder(17);
        var images = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        var odd = build.Build(build.Node("StringNormalizer", [images]));
        var model = SmallNetwork.Model(SmallNetwork.Graph());
        using var run = new PassRun(model, "cpu", threads: 1);
        var (parity, norm) = (run.Parity, NormOf(run));
        Assert.Throws<ModelException>(() => run.Turn(SmallNetwork.Model(odd)));
        run.Turn(model);
        Assert.Equal((parity, norm), (run.Parity, NormOf(run)));
    }

    static double NormOf(PassRun run)
    {
        var need = new PassNeed(Pass.Loss, new ParameterNorm());
        var outcome = run.Run(new(Pass.Forward, [need], Engine.Torch, ["grad_norm_zennas"]));
        return (double)outcome.Kept[need];
    }
}
