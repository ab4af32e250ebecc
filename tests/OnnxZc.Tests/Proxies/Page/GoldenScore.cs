namespace OnnxZc.Tests.Proxies.Page;

/// <summary>A proxy's score on a golden case beside what its authors' code gives.</summary>
sealed record GoldenScore(GoldenCase Case, GoldenEntry Entry, Score Score)
{
    /// <summary>Whether that code gives a number that means something.</summary>
    public bool IsCompared => Entry.Value is not null && !Entry.IsOfSingularKernel;

    /// <summary>Why single precision does not determine the value; null where it does.</summary>
    public GoldenException? Exception { get; } =
        GoldenException.Single.FirstOrDefault(item => (item.Case, item.Proxy) == (Case.Name, Score.Proxy));

    /// <summary>The deviation over the tolerance; infinite where there is no value.</summary>
    public double Share => Math.Abs(Score.Value - Entry.Value ?? double.PositiveInfinity) switch
    {
        0 => 0,
        var deviation => deviation / Entry.Tolerance,
    };

    /// <summary>Every score of a case.</summary>
    public static IEnumerable<GoldenScore> Of(GoldenCase golden) =>
        golden.Scores.Select(score => new GoldenScore(golden, golden.Entry(score.Proxy), score));
}
