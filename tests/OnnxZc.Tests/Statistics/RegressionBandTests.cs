using OnnxZc.Statistics;

namespace OnnxZc.Tests.Statistics;

public sealed class RegressionBandTests
{
    // R's data set cars: speeds in mph, distances to stop in ft (Ezekiel 1930).
    static readonly double[] Speeds =
    [
        4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16,
        16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25,
    ];

    static readonly double[] Distances =
    [
        2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54,
        32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
    ];

    // What predict(lm(dist ~ speed, cars), data.frame(speed = c(12, 19, 24)), interval = "confidence") prints.
    [Theory]
    [InlineData(12, 24.39514, 29.60981, 34.82448)]
    [InlineData(19, 51.82913, 57.13667, 62.44421)]
    [InlineData(24, 68.38765, 76.79872, 85.20978)]
    public void At_OfAPublishedExample_IsRs(double speed, double low, double line, double high)
    {
        var (foundLow, foundLine, foundHigh) = RegressionBand.Of(Speeds, Distances)!.At(speed);
        Assert.Equal((low, line, high), (Round(foundLow), Round(foundLine), Round(foundHigh)));

        static double Round(double value) => Math.Round(value, 5);
    }

    [Fact]
    public void At_OfPointsOnALine_IsTheLine()
    {
        var (low, line, high) = RegressionBand.Of([1, 2, 4], [3, 5, 9])!.At(3);
        Assert.All([low, line, high], value => Assert.Equal(7, value, 1e-12));
    }

    [Fact]
    public void Of_TooFewDifferentPoints_IsNone()
    {
        Assert.Null(RegressionBand.Of([1, 2], [1, 2]));
        Assert.Null(RegressionBand.Of([2, 2, 2], [1, 2, 3]));
    }
}
