using OnnxZc.Ranking;

namespace OnnxZc.Tests.Ranking;

public sealed class RanksTests
{
    // The second is the example of scipy.stats.rankdata's own documentation.
    [Theory]
    [InlineData(new[] { 30.0, 10, 20 }, new[] { 3.0, 1, 2 })]
    [InlineData(new[] { 0.0, 2, 3, 2 }, new[] { 1.0, 2.5, 4, 2.5 })]
    [InlineData(new[] { 7.0, 7, 7 }, new[] { 2.0, 2, 2 })]
    [InlineData(new[] { -0.0, 0.0, -1e300, 1e300 }, new[] { 2.5, 2.5, 1, 4 })]
    [InlineData(new[] { 5.0, 5, 1, 5, 1 }, new[] { 4.0, 4, 1.5, 4, 1.5 })]
    [InlineData(new[] { 1.0 }, new[] { 1.0 })]
    public void Average_ClosedCase_GivesTiesTheMeanOfTheirRanks(double[] values, double[] ranks) =>
        Assert.Equal(ranks, Ranks.Average(values));
}
