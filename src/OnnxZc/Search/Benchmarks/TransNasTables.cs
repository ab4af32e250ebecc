using System.Text.RegularExpressions;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// Results of TransNAS-Bench-101 by task: <c>class_scene_test_top1</c> is <c>class_scene/test-top1</c>.
/// </summary>
sealed partial class TransNasTables : IBenchmarkFormat
{
    /// <inheritdoc/>
    public string Title => "results of TransNAS-Bench-101 by task";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["tnb101_metrics.csv"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) =>
        space is "tnb101_micro" or "tnb101_macro"
            ? ArchitectureTable.Files(folder, Files[0])
                .SelectMany(path => new ArchitectureTable(path, ["arch"]).Columns(NameOf))
            : [];

    // What they call a negative loss is the better the larger it is.
    static (string Dataset, string Metric)? NameOf(string column) => Task().Match(column) is { Success: true } match
        ? (match.Groups["task"].Value,
            match.Groups["metric"].Value.Replace("neg_loss", "negative", StringComparison.Ordinal).Replace('_', '-'))
        : null;

    [GeneratedRegex("^(?<task>.+?)_(?<metric>(?:train|valid|test)_.+)$")]
    private static partial Regex Task();
}
