namespace OnnxZc.Bench;

/// <summary>Two things measured in turn, A, B, A, B..., so that what else the machine does meets both alike.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Unit">The unit of the samples.</param>
/// <param name="A">What is judged, and its samples.</param>
/// <param name="B">What it is judged by, and its samples, paired with those of A.</param>
sealed record Comparison(
    string Name, string Unit, (string Name, double[] Samples) A, (string Name, double[] Samples) B)
{
    /// <summary>Measures <paramref name="rounds"/> pairs after one that does not count.</summary>
    public static Comparison Alternate(
        string name,
        string unit,
        int rounds,
        (string Name, Func<double> Measure) a,
        (string Name, Func<double> Measure) b)
    {
        _ = (a.Measure(), b.Measure());
        var samples = Enumerable.Range(0, rounds).Select(_ => (A: a.Measure(), B: b.Measure())).ToArray();
        return new(
            name,
            unit,
            (a.Name, samples.Select(pair => pair.A).ToArray()),
            (b.Name, samples.Select(pair => pair.B).ToArray()));
    }

    /// <summary>A / B of each pair, ascending.</summary>
    public double[] Ratios => [.. A.Samples.Zip(B.Samples, (a, b) => a / b).Order()];

    public override string ToString() =>
        $"""
        {Name}
          A {A.Name}: median {Median(A.Samples):F1} {Unit}
          B {B.Name}: median {Median(B.Samples):F1} {Unit}
          A / B: median {Median(Ratios):F3}, from {Ratios[0]:F3} to {Ratios[^1]:F3} ({Ratios.Length} pairs)
        """;

    public static double Median(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
