using OnnxZc.Ranking;

namespace OnnxZc.Tests.Ranking;

/// <summary>The two proxies that add ranks, on cases worked out by hand.</summary>
public sealed class RankSumTests
{
    [Fact]
    public void AzNasRank_ClosedCase_IsTheSumOfLogarithmsOfRanks()
    {
        var outcomes = new AzNasRank().Compute([Az(3, -1, 0.5, 10), Az(2, -1, 0.1, 30), Az(1, -5, 0.2, 20)]);
        Assert.Equal(Ln(3.0 / 3, 2.5 / 3, 3.0 / 3, 1.0 / 3), outcomes[0].Value, 1e-15);
        Assert.Equal(Ln(2.0 / 3, 2.5 / 3, 1.0 / 3, 3.0 / 3), outcomes[1].Value, 1e-15);
        Assert.Equal(Ln(1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3), outcomes[2].Value, 1e-15);
    }

    [Fact]
    public void TeNasRank_ClosedCase_RanksSmallConditionsAndManyRegionsHigh()
    {
        var outcomes = new TeNasRank().Compute([Te(10, 7), Te(1000, 9), Te(10, 8), Te(50, 8)]);
        Assert.Equal([3.5 + 1, 1 + 4, 3.5 + 2.5, 2 + 2.5], outcomes.Select(outcome => outcome.Value));
    }

    [Fact]
    public void Compute_ModelWithoutAValue_TakesNoPartAndSaysWhatItLacks()
    {
        var outcomes = new TeNasRank().Compute(
            [Te(10, 7), new Dictionary<string, double> { ["linear_regions"] = 9 }, Te(5, 6)]);
        Assert.Equal([1 + 2, 2 + 1], [outcomes[0].Value, outcomes[2].Value]);
        Assert.Equal(
            "it ranks models that have every value, and this one lacks ntk_cond", outcomes[1].NotApplicableReason);
    }

    [Fact]
    public void Compute_OneModel_HasNothingToBeRankedAgainst() => Assert.Equal(
        "it ranks models among each other, and no other has the values",
        new AzNasRank().Compute([Az(1, 2, 3, 4)])[0].NotApplicableReason);

    static Dictionary<string, double> Az(
        double expressivity, double progressivity, double trainability, double flops) =>
        new()
        {
            ["az_expressivity"] = expressivity,
            ["az_progressivity"] = progressivity,
            ["az_trainability"] = trainability,
            ["flops"] = flops,
        };

    static Dictionary<string, double> Te(double condition, double regions) =>
        new() { ["ntk_cond"] = condition, ["linear_regions"] = regions };

    static double Ln(params double[] shares) => shares.Sum(Math.Log);
}
