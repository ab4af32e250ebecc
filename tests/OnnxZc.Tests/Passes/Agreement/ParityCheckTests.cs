using OnnxZc.Passes.Agreement;

namespace OnnxZc.Tests.Passes.Agreement;

public sealed class ParityCheckTests
{
    const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(new[] { 1.0, -4 }, new[] { 2.0, -4 }, 1, 0.25)]
    [InlineData(new[] { 0.5 }, new[] { 0.0 }, 0.5, 0.5)]
    [InlineData(new[] { -Infinity, 3 }, new[] { -Infinity, 2 }, 1, 0.5)]
    [InlineData(new[] { double.NaN, 2 }, new[] { double.NaN, 2 }, 0, 0)]
    [InlineData(new[] { 1.0, 2 }, new[] { Infinity, 2 }, Infinity, Infinity)]
    [InlineData(new[] { double.NaN, 2 }, new[] { 1.0, 2 }, double.NaN, double.NaN)]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 2 }, Infinity, Infinity)]
    public void Difference_OfTwoRows_IsTheLargestAndItsShareOfTheLargestNumber(
        double[] actual, double[] expected, double abs, double rel) =>
        Assert.Equal((abs, rel), ParityCheck.Difference(actual, expected));
}
