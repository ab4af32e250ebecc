using System.Collections.Concurrent;
using OnnxZc.Data;

namespace OnnxZc.Tests.Proxies;

/// <summary>A proxy's score on a golden case beside the value of the authors' own code.</summary>
sealed record GoldenScore(GoldenCase Case, Score Score)
{
    static readonly ConcurrentDictionary<string, Lazy<GoldenScore[]>> _scored = new();

    /// <summary>The reference's value; null where that code fails, or gives no finite number.</summary>
    public double? Expected { get; } = Finite(Case, Score.Proxy);

    /// <summary>How far from it a value may be.</summary>
    public double Tolerance
    {
        get
        {
            var entry = Case.Proxies.GetProperty(Score.Proxy);
            return Math.Max(
                GoldenCase.Number(entry, "tol_abs") ?? 0,
                (GoldenCase.Number(entry, "tol_rel") ?? 0) * Math.Abs(Expected ?? 0));
        }
    }

    /// <summary>How far the value is from the reference's; null where one of them is missing.</summary>
    public double? Deviation => Math.Abs(Score.Value - Expected ?? double.NaN) is var deviation and not double.NaN
        ? deviation
        : null;

    /// <summary>The scores of a case, computed once for all tests.</summary>
    public static IReadOnlyList<GoldenScore> Of(GoldenCase golden) => _scored.GetOrAdd(golden.Name, _ => new(() =>
    {
        var options = new ScoreOptions
        {
            Proxies = [.. golden.Names],
            Data = BatchSources.Parse(golden.Batch),
            Features = golden.Features,
            Threads = 1,
        };
        return [.. new Scorer(options).Score(golden.Model).Scores.Select(score => new GoldenScore(golden, score))];
    })).Value;

    static double? Finite(GoldenCase golden, string proxy)
    {
        var entry = golden.Proxies.GetProperty(proxy);
        var value = GoldenCase.Number(entry, "value_singular_as_zero") ?? GoldenCase.Number(entry, "value");
        return value is { } number && double.IsFinite(number) ? number : null;
    }
}
