using OnnxZc.Passes.Planning;
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
        Assert.Equal(Pass.Forward, pass.Forward);
        Assert.Equal([Objective.Loss], pass.Objectives);
        Assert.Equal(4, pass.Needs.Length);
    }

    [Fact]
    public void Plan_SeveralObjectives_ShareOneForwardPass()
    {
        var pass = Assert.Single(Plan(true, BatchNormMode.Batch, "snip", "jacob_cov", "grasp", "ntk_trace").Passes);
        Assert.Equal([Objective.Loss, Objective.OutputSum, Objective.TrueClass], pass.Objectives);
    }

    [Fact]
    public void Plan_ProxiesThatReadTheSame_HaveOneNeed() =>
        Assert.Single(Assert.Single(Plan(true, BatchNormMode.Batch, "synflow", "synflow_log").Passes).Needs);

    [Fact]
    public void Plan_NwotWithAGradientProxy_ReadsItsForwardPass()
    {
        var pass = Assert.Single(Plan(true, BatchNormMode.Batch, "nwot", "snip").Passes);
        Assert.Equal(Engine.Torch, pass.Engine);
        Assert.Equal("nwot, snip", string.Join(", ", pass.Readers));
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
        var pass = Assert.Single(Plan(hasBatchNorm, mode, "snip", "fisher", "nwot", "nwot_relu").Passes);
        Assert.Equal(Pass.Inference, pass.Forward);
    }

    [Fact]
    public void Plan_StaticProxies_NeedNoPass() =>
        Assert.Empty(Plan(true, BatchNormMode.Batch, "params", "flops", "l2_norm").Passes);

    [Fact]
    public void Plan_ForwardPasses_ComeBeforeGradientPasses() =>
        Assert.Equal(
            [false, true],
            Plan(true, BatchNormMode.Batch, "snip", "nwot_relu").Passes.Select(pass => pass.Objectives.Any()));
}
