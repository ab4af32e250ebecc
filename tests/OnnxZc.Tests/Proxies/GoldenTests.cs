using System.Runtime.Intrinsics.X86;
using OnnxZc.Passes;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies;

/// <summary>
/// Every proxy on every golden case against the value of the authors' own code: in single precision within the case's
/// tolerance, and in double precision closely. What cannot be so near is listed with the reason.
/// </summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    const double ExactTolerance = 1e-6;

    const double SingularCondition = 1e6;

    // A backward pass per sample: in double precision for those alone that are exceptions in single precision.
    static readonly string[] _slow = ["ntk_ale", "ntk_cond"];

    public static TheoryData<string> Cases => [.. GoldenCase.All.Select(item => item.Name).DefaultIfEmpty("none")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_GoldenCase_EqualsTheReference(string name)
    {
        // The tolerances are those of the processors that the reference ran on: other kernels round otherwise.
        if (!Avx512F.IsSupported)
            output.WriteLine("skipped: no AVX-512, and the tolerances are of its rounding");
        else if (Find(name) is { } golden)
        {
            Assert.All(golden.Scores, score => AssertAgrees(golden, golden.Entry(score.Proxy), score));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_GoldenCaseInDoublePrecision_EqualsTheReferenceInDoublePrecision(string name)
    {
        if (Find(name) is not { } golden)
            return;
        var exact = golden.Names
            .Select(proxy => (Proxy: proxy, Value: Exact(golden, proxy)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Proxy, pair => pair.Value!.Value);
        Assert.All(golden.Score(exact.Keys, Precision.Float64), score =>
        {
            var value = exact[score.Proxy];
            AssertNear(golden, score, value, ExactTolerance * Math.Abs(value), GoldenException.Double);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SynflowNb201_OfThatSpace_EqualsTheReferencesOwnClass(string name)
    {
        // A folded file has no normalisation to keep.
        if (!name.StartsWith("nb201_", StringComparison.Ordinal)
            || Find(name) is not { } golden || golden.OfItsOwnClass("synflow_class_copy") is not { } expected)
        {
            return;
        }

        var score = Assert.Single(golden.Score(["synflow_nb201"], Precision.Float32));
        Assert.Equal(expected, score.Value!.Value, ExactTolerance * expected);
    }

    GoldenCase? Find(string name)
    {
        var golden = GoldenCase.All.FirstOrDefault(item => item.Name == name);
        if (golden is null)
            output.WriteLine("skipped: no ../shared/golden beside this checkout");
        return golden;
    }

    static double? Exact(GoldenCase golden, string proxy) => Listed(GoldenException.Single, golden, proxy) is { } listed
        ? listed.Exact ?? golden.Entry(proxy).Exact
        : _slow.Contains(proxy) ? null : golden.Entry(proxy).Exact;

    static GoldenException? Listed(IEnumerable<GoldenException> list, GoldenCase golden, string proxy) =>
        list.FirstOrDefault(item => (item.Case, item.Proxy) == (golden.Name, proxy));

    void AssertAgrees(GoldenCase golden, GoldenEntry entry, Score score)
    {
        if (entry.Value is not { } value)
            AssertValueOrReason(golden, score, mayHaveValue: !entry.IsNotFinite);
        else if (entry.IsOfSingularKernel)
            AssertValueOrReason(golden, score, mayHaveValue: Math.Abs(score.Value ?? 0) > SingularCondition);
        else
            AssertNear(golden, score, value, entry.Tolerance, GoldenException.Single);
    }

    void AssertValueOrReason(GoldenCase golden, Score score, bool mayHaveValue)
    {
        var text = $"{golden.Name} {score.Proxy}: {score.Value:R}{score.Reason}, the reference has no number";
        output.WriteLine(text);
        Assert.True(score.Status == ScoreStatus.Ok ? mayHaveValue : !string.IsNullOrEmpty(score.Reason), text);
    }

    void AssertNear(
        GoldenCase golden, Score score, double value, double tolerance, IEnumerable<GoldenException> exceptions)
    {
        Assert.True(score.Status == ScoreStatus.Ok, $"{golden.Name} {score.Proxy}: {score.Reason}");
        var deviation = Math.Abs(score.Value!.Value - value);
        var listed = Listed(exceptions, golden, score.Proxy);
        var text = $"{golden.Name} {score.Proxy}: {score.Value:R}, reference {value:R}, deviation {deviation:g3} of "
            + $"{tolerance:g3}{(listed is null ? "" : $", listed: {listed.Reason}")}";
        output.WriteLine(text);
        Assert.True(deviation <= tolerance == listed is null, text);
    }
}
