using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies;

/// <summary>
/// Every proxy on every golden case against the value of the authors' own code, within the case's tolerance.
/// </summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. GoldenCase.All.Select(item => item.Name).DefaultIfEmpty("none")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_GoldenCase_EqualsTheReference(string name)
    {
        if (GoldenCase.All.FirstOrDefault(item => item.Name == name) is not { } golden)
        {
            output.WriteLine("skipped: no ../shared/golden beside this checkout");
            return;
        }

        Assert.All(GoldenScore.Of(golden), AssertEqual);
    }

    void AssertEqual(GoldenScore golden)
    {
        var score = golden.Score;
        if (golden.Expected is not { } value)
        {
            Assert.True(score.Value is not null || score.Reason is not null);
            return;
        }

        Assert.Equal(ScoreStatus.Ok, score.Status);
        var (deviation, tolerance) = (golden.Deviation!.Value, golden.Tolerance);
        output.WriteLine(
            $"{score.Proxy}: {score.Value:R}, reference {value:R}, deviation {deviation:g2} of {tolerance:g2}");
        Assert.True(
            deviation <= tolerance,
            $"{golden.Case} {score.Proxy}: {score.Value:R} is {deviation:g3} from {value:R}, allowed {tolerance:g3}");
    }
}
