using System.Runtime.Intrinsics.X86;
using OnnxZc.Passes;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies;

/// <summary>
/// Every proxy on every golden case against the value of the authors' own code, within the case's tolerance; those that
/// cannot be are listed with the reason, and are compared in double precision.
/// </summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    const double ExactTolerance = 1e-6;

    const double SingularCondition = 1e6;

    public static TheoryData<string> Cases => [.. GoldenCase.All.Select(item => item.Name).DefaultIfEmpty("none")];

    public static TheoryData<string> Listed => [.. GoldenException.All.Select(item => item.Case).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_GoldenCase_EqualsTheReference(string name)
    {
        if (Find(name) is { } golden)
        {
            Assert.All(golden.Scores, score => AssertAgrees(golden, golden.Entry(score.Proxy), score));
        }
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void Score_ListedInDoublePrecision_EqualsTheReferenceInDoublePrecision(string name)
    {
        if (Find(name) is not { } golden)
            return;
        var listed = GoldenException.All.Where(item => item.Case == name).ToDictionary(item => item.Proxy);
        Assert.All(golden.Score(listed.Keys, Precision.Float64), score =>
        {
            Assert.Equal(ScoreStatus.Ok, score.Status);
            var exact = listed[score.Proxy].Exact;
            output.WriteLine($"{score.Proxy}: {score.Value:R}, reference {exact:R}");
            Assert.Equal(exact, score.Value!.Value, ExactTolerance * Math.Abs(exact));
        });
    }

    GoldenCase? Find(string name)
    {
        var golden = GoldenCase.All.FirstOrDefault(item => item.Name == name);
        if (golden is null)
            output.WriteLine("skipped: no ../shared/golden beside this checkout");
        return golden;
    }

    void AssertAgrees(GoldenCase golden, GoldenEntry entry, Score score)
    {
        if (entry.Value is not { } value)
            AssertValueOrReason(score, mayHaveValue: !entry.IsNotFinite);
        else if (entry.IsOfSingularKernel)
            AssertValueOrReason(score, mayHaveValue: Math.Abs(score.Value ?? 0) > SingularCondition);
        else
            AssertNear(golden, score, value, entry.Tolerance);
    }

    void AssertValueOrReason(Score score, bool mayHaveValue)
    {
        output.WriteLine($"{score.Proxy}: {score.Value:R} {score.Reason}, the reference has no number");
        Assert.True(mayHaveValue || score.Status != ScoreStatus.Ok, $"{score.Proxy} is {score.Value:R}");
        Assert.True(score.Status == ScoreStatus.Ok || !string.IsNullOrEmpty(score.Reason), $"{score.Proxy}: no reason");
    }

    void AssertNear(GoldenCase golden, Score score, double value, double tolerance)
    {
        Assert.True(score.Status == ScoreStatus.Ok, $"{golden.Name} {score.Proxy}: {score.Reason}");
        var deviation = Math.Abs(score.Value!.Value - value);
        var isListed = GoldenException.All.Any(item => (item.Case, item.Proxy) == (golden.Name, score.Proxy));
        var text = $"{golden.Name} {score.Proxy}: {score.Value:R}, reference {value:R}, deviation {deviation:g3} of "
            + $"{tolerance:g3}{(isListed ? ", listed" : "")}";
        output.WriteLine(text);

        // On other processors, other values are near or far by chance.
        if (!isListed)
            Assert.True(deviation <= tolerance, text);
        else if (Avx512F.IsSupported)
            Assert.True(deviation > tolerance, $"{text}: no exception any more");
    }
}
