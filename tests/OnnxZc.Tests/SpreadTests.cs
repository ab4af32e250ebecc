namespace OnnxZc.Tests;

public sealed class SpreadTests
{
    // Mean 5 and squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 over 7.
    [Fact]
    public void Of_ClosedCase_IsMeanAndSampleDeviation()
    {
        var (mean, spread) = Spread.Of([2, 4, 4, 4, 5, 5, 7, 9], 9);
        Assert.Equal(5, mean);
        Assert.Equal(Math.Sqrt(32 / 7.0), spread.Deviation!.Value, 1e-15);
        Assert.Equal((9, 8, 2.0, 9.0), (spread.Repeats, spread.Values, spread.Minimum, spread.Maximum));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-7e300)]
    [InlineData(5e-324)]
    [InlineData(0)]
    public void Of_EqualValues_IsThatValueToTheLastBit(double value)
    {
        var (mean, spread) = Spread.Of([value, value, value], 3);
        Assert.Equal((value, 0.0, value), (mean!.Value, spread.Deviation!.Value, spread.Maximum!.Value));
    }

    [Fact]
    public void Of_ValuesWhoseSquaresOverflow_IsFinite()
    {
        var (mean, spread) = Spread.Of([1e300, 3e300], 2);
        Assert.Equal(2, mean!.Value / 1e300, 1e-15);
        Assert.Equal(Math.Sqrt(2), spread.Deviation!.Value / 1e300, 1e-15);
    }

    [Fact]
    public void Of_OneValueOrNone_HasNoDeviation()
    {
        Assert.Equal((3.0, new Spread(2, 1, null, 3, 3)), Spread.Of([3], 2));
        Assert.Equal((null, new Spread(2, 0, null, null, null)), Spread.Of([], 2));
    }
}
