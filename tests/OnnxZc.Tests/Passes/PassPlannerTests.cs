using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Passes;

public sealed class PassPlannerTests
{
    static PassPlan Plan(bool hasBatchNorm, BatchNormMode mode, params string[] proxies) => PassPlanner.Plan(
        proxies.Select(name => (name, ProxyCatalog.Find(name)!.Needs)), hasBatchNorm, mode);

    [Fact]
    public void Plan_AllGradientProxies_ShareOnePass()
    {
        var pass = Assert.Single(Plan(true, BatchNormMode.Batch, "grad_norm", "snip", "plain", "fisher").Passes);
        Assert.Equal(Pass.Loss, pass.Pass);
        Assert.Equal(Capture.WeightGradients | Capture.OutputSaliency, pass.Capture);
    }

    [Fact]
    public void Plan_NwotWithAGradientProxy_ReadsItsForwardPass()
    {
        var plan = Plan(true, BatchNormMode.Batch, "nwot", "snip");
        var pass = Assert.Single(plan.Passes);
        Assert.Equal(Engine.Torch, pass.Engine);
        Assert.True(pass.Capture.HasFlag(Capture.ActivationKernel));
        Assert.Equal(Pass.Loss, plan.Canonical(Pass.Forward));
    }

    [Fact]
    public void Plan_NwotAlone_RunsOnOnnxRuntime() =>
        Assert.Equal(Engine.OnnxRuntime, Assert.Single(Plan(true, BatchNormMode.Batch, "nwot").Passes).Engine);

    [Fact]
    public void Plan_BothNwotsOfAModelWithBatchNorm_AreTwoPasses() =>
        Assert.Equal(2, Plan(true, BatchNormMode.Batch, "nwot", "nwot_relu").Passes.Length);

    [Theory]
    [InlineData(false, BatchNormMode.Batch)]
    [InlineData(true, BatchNormMode.Running)]
    public void Plan_OneKindOfStatistics_IsOnePassForAll(bool hasBatchNorm, BatchNormMode mode)
    {
        var pass = Assert.Single(Plan(hasBatchNorm, mode, [.. ProxyCatalog.All.Select(proxy => proxy.Name)]).Passes);
        Assert.Equal(new Pass(Normalisation.Running, Objective.Loss), pass.Pass);
    }

    [Fact]
    public void Plan_StaticProxies_NeedNoPass() =>
        Assert.Empty(Plan(true, BatchNormMode.Batch, "params", "flops", "l2_norm").Passes);

    [Fact]
    public void Plan_ForwardPasses_ComeBeforeGradientPasses() =>
        Assert.Equal(
            [false, true],
            Plan(true, BatchNormMode.Batch, "snip", "nwot_relu").Passes.Select(pass => pass.Pass.NeedsGradient));
}
