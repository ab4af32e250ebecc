using OnnxZc.Numerics;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Passes;

public sealed class ActivationKernelTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 64)]
    [InlineData(5, 131)]
    [InlineData(4, 1000)]
    public void Add_AnyWidth_CountsUnitsOnWhichSamplesAgree(int samples, int width)
    {
        var values = new float[samples * width];
        new RandomStream("kernel").FillNormal(values);
        var kernel = new ActivationKernel(samples, threads: 3);
        kernel.Add("relu", values);

        for (var i = 0; i < samples; i++)
        {
            for (var j = 0; j < samples; j++)
            {
                var agreeing = Enumerable.Range(0, width)
                    .Count(k => values[(i * width) + k] > 0 == values[(j * width) + k] > 0);
                Assert.Equal(agreeing, kernel[i, j]);
            }
        }
    }

    [Fact]
    public void Add_ZeroAndNegativeZeroAndNaN_AreOff()
    {
        var kernel = new ActivationKernel(2, threads: 1);
        kernel.Add("relu", [0f, -0f, float.NaN, 1f, -1f, -1f, -1f, 1f]);
        Assert.Equal(4, kernel[0, 1]);
    }

    [Fact]
    public void Add_SeveralActivations_AddUp()
    {
        var kernel = new ActivationKernel(2, threads: 1);
        kernel.Add("relu", [1f, 1f]);
        kernel.Add("relu", [1f, 1f, -1f, 1f]);
        Assert.Equal(3, kernel.Units);
        Assert.Equal(2, kernel[0, 1]);
        Assert.Equal(3, kernel[1, 1]);
    }

    [Fact]
    public void Add_AfterMoreUnitsThatWereOn_SeesNothingOfThem()
    {
        var kernel = new ActivationKernel(2, threads: 1);
        kernel.Add("relu", Enumerable.Repeat(1f, 20).ToArray());
        kernel.Add("relu", [-1f, -1f, -1f, 1f, 1f, 1f]);
        Assert.Equal((13, 10L), (kernel.Units, kernel[0, 1]));
    }

    [Fact]
    public void Add_NoValues_AddsNothing()
    {
        var kernel = new ActivationKernel(2, threads: 1);
        kernel.Add("relu", []);
        Assert.Equal((null, 0L), (kernel.Misfit, kernel.Units));
    }

    [Fact]
    public void Add_ValuesThatAreNoRows_IsRememberedByName()
    {
        var kernel = new ActivationKernel(2, threads: 1);
        kernel.Add("odd", [1f, 2f, 3f]);
        Assert.Equal(("odd", 0L), (kernel.Misfit, kernel.Units));
    }
}
