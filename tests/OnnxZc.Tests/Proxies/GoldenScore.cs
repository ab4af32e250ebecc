using System.Collections.Concurrent;
using OnnxZc.Data;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Proxies;

/// <summary>A proxy's score on a golden case beside the value of the authors' own code.</summary>
sealed record GoldenScore(GoldenCase Case, Score Score)
{
    static readonly ConcurrentDictionary<string, Lazy<GoldenScore[]>> _scored = new();

    /// <summary>What the authors' code gives.</summary>
    public GoldenEntry Entry { get; } = Case.Entry(Score.Proxy);

    /// <summary>The reference's value; null where that is no number, or stands for a singular kernel.</summary>
    public double? Expected => Entry.IsOfSingularKernel ? null : Entry.Value;

    /// <summary>How far from it a value may be.</summary>
    public double Tolerance => Entry.Tolerance;

    /// <summary>How far the value is from the reference's; null where one of them is missing.</summary>
    public double? Deviation => Math.Abs(Score.Value - Expected ?? double.NaN) is var deviation and not double.NaN
        ? deviation
        : null;

    /// <summary>The scores of a case in single precision, computed once for all tests.</summary>
    public static IReadOnlyList<GoldenScore> Of(GoldenCase golden) => _scored.GetOrAdd(golden.Name, _ => new(() =>
        [.. Compute(golden, golden.Names, Precision.Float32).Select(score => new GoldenScore(golden, score))])).Value;

    /// <summary>The scores of some proxies on a case.</summary>
    public static IReadOnlyList<Score> Compute(GoldenCase golden, IEnumerable<string> proxies, Precision precision)
    {
        var options = new ScoreOptions
        {
            Proxies = [.. proxies],
            Data = BatchSources.Parse(golden.Batch),
            Features = golden.Features,
            Precision = precision,
            Threads = 1,
        };
        return new Scorer(options).Score(golden.Model).Scores;
    }
}
