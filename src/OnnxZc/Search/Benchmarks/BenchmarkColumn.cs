namespace OnnxZc.Search.Benchmarks;

/// <summary>A number of each of many architectures.</summary>
/// <param name="Dataset">What they were trained on or measured with, such as <c>cifar10</c>.</param>
/// <param name="Metric">What it is, such as <c>test</c>.</param>
/// <param name="Origin">The file and the place in it, for people.</param>
/// <param name="IsLess">Whether less of it is better.</param>
/// <param name="Read">Reads the numbers by architectures, which any encoding of the space may name.</param>
sealed record BenchmarkColumn(
    string Dataset,
    string Metric,
    string Origin,
    bool IsLess,
    Func<IEnumerable<KeyValuePair<string, double>>> Read)
{
    /// <summary><c>dataset/metric</c>.</summary>
    public string Name => $"{Dataset}/{Metric}";

    /// <summary>Whether a metric of this name is a cost, of which less is better.</summary>
    public static bool IsCost(string metric) => _costs.Any(cost => metric.Contains(cost, StringComparison.Ordinal));

    static readonly string[] _costs = ["seconds", "latency", "energy", "loss", "error"];
}
