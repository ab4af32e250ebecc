using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using OnnxZc.Passes.Planning;
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

    [Fact]
    public void New_WithoutPassesForOnnxRuntime_ReadsTheWeightsInPlace()
    {
        var model = SmallNetwork.Model(LargeHead());
        var need = new PassNeed(Pass.Loss, new ParameterNorm());
        var plan = new PassPlan([new(Pass.Forward, [need], Engine.Torch, ["grad_norm_zennas"])], pass => pass);
        var (copied, copying) = Opened(null);
        var (read, reading) = Opened(plan);
        Assert.InRange(copying - reading, HeadBytes, long.MaxValue);
        Assert.InRange(read.MaxRel, 0, 1e-5);
        Assert.InRange(copied.MaxRel, 0, 1e-5);

        (Parity Parity, long Allocated) Opened(PassPlan? plan)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var run = new PassRun(model, "cpu", threads: 1, plan: plan);
            return (run.Parity, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    const long HeadBytes = 192L * 5000 * sizeof(float);

    static Graph LargeHead()
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Flatten", [build.Input("images", ElementType.Float32, null, 3, 8, 8)]);
        var weight = build.Initializer("weight", SmallNetwork.Draw("head.weight", 0.5, 192, 5000));
        return build.Build(build.Node("MatMul", [x, weight], default, "logits"));
    }

    static double NormOf(PassRun run)
    {
        var need = new PassNeed(Pass.Loss, new ParameterNorm());
        var outcome = run.Run(new(Pass.Forward, [need], Engine.Torch, ["grad_norm_zennas"]));
        return (double)outcome.Kept[need];
    }
}
