using OnnxZc.Data;
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

        var options = new ScoreOptions
        {
            Proxies = [.. golden.Names],
            Data = BatchSources.Parse(golden.Batch),
            Features = golden.Features,
            Threads = 1,
        };
        Assert.All(new Scorer(options).Score(golden.Model).Scores, score => AssertEqual(golden, score));
    }

    void AssertEqual(GoldenCase golden, Score score)
    {
        var entry = golden.Proxies.GetProperty(score.Proxy);
        var expected = GoldenCase.Number(entry, "value_singular_as_zero") ?? GoldenCase.Number(entry, "value");
        if (expected is not { } value || !double.IsFinite(value))
        {
            Assert.True(score.Value is not null || score.Reason is not null);
            return;
        }

        var tolerance = Math.Max(
            GoldenCase.Number(entry, "tol_abs") ?? 0,
            (GoldenCase.Number(entry, "tol_rel") ?? 0) * Math.Abs(value));
        Assert.Equal(ScoreStatus.Ok, score.Status);
        var deviation = Math.Abs(score.Value!.Value - value);
        output.WriteLine(
            $"{score.Proxy}: {score.Value:R}, reference {value:R}, deviation {deviation:g2} of {tolerance:g2}");
        Assert.True(
            deviation <= tolerance,
            $"{golden.Name} {score.Proxy}: {score.Value:R} is {deviation:g3} from {value:R}, allowed {tolerance:g3}");
    }
}
