using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class ScalarOperatorTests
{
    [Fact]
    public void Operators_WithNumbers_ComputeInTheTensorsType()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2f, 4f]);
        Assert.Equal([3, 5], (x + 1).data<float>().ToArray());
        Assert.Equal([-1, -3], (1 - x).data<float>().ToArray());
        Assert.Equal([0.5f, 0.25f], (1.0 / x).data<float>().ToArray());
        Assert.Equal([-2, -4], (-x).data<float>().ToArray());
        Assert.Equal([2, 1], (x % 3).data<float>().ToArray());
    }

    [Fact]
    public void Operators_IntegerTensorWithReal_GiveReals()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1.5f, 3f], (tensor([1L, 2L]) * 1.5).data<float>().ToArray());
        Assert.Equal(ScalarType.Int64, (tensor([1L, 2L]) * 2).dtype);
    }

    [Fact]
    public void Comparisons_WithNumbers_AreElementwise()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 3.0]);
        Assert.Equal([false, false, true], (x > 2).data<bool>().ToArray());
        Assert.Equal([true, true, false], (2 >= x).data<bool>().ToArray());
        Assert.Equal([false, true, false], (x == 2).data<bool>().ToArray());
        Assert.Equal([false, true, true], (x > 1 & x < 5).data<bool>().ToArray());
    }

    [Fact]
    public void Div_WithRounding_FloorsOrTruncates()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-7.0, 7.0]);
        Assert.Equal([-4, 3], x.div(2, RoundingMode.floor).data<double>().ToArray());
        Assert.Equal([-3, 3], x.div(2, RoundingMode.trunc).data<double>().ToArray());
    }

    [Fact]
    public void InPlace_Operators_ReturnTheSameTensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3);
        Assert.Same(x, x.add_(2).mul_(3).clamp_(max: 5));
        Assert.Equal([5, 5, 5], x.data<float>().ToArray());
    }
}
