using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc.Tests.Proxies;

public sealed class KernelLogDeterminantTests
{
    [Fact]
    public void Of_TwoSamples_EqualsTheClosedForm()
    {
        // Of four units the samples agree on one: det [[4, 1], [1, 4]] = 15.
        var outcome = KernelLogDeterminant.Of([Kernel([1, 1, 1, 1], [1, -1, -1, -1])], whenSingular: null);
        Assert.Equal(Math.Log(15), outcome.Value, 1e-12);
    }

    [Fact]
    public void Of_EqualSamples_HasNoValueOrTheGivenOne()
    {
        var kernel = Kernel([1, 1, -1], [1, 1, -1]);
        Assert.Contains("singular", KernelLogDeterminant.Of([kernel], whenSingular: null).NotApplicableReason);
        Assert.Equal(0, KernelLogDeterminant.Of([kernel], whenSingular: 0).Value);
    }

    [Fact]
    public void Of_NoUnits_SaysWhichItLooksFor() => Assert.Contains(
        "Relu", KernelLogDeterminant.Of([new(2, threads: 1)], whenSingular: null).NotApplicableReason);

    static ActivationKernel Kernel(params float[][] samples)
    {
        var kernel = new ActivationKernel(samples.Length, threads: 1);
        kernel.Add("relu", [.. samples.SelectMany(sample => sample)]);
        return kernel;
    }
}
