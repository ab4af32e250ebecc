using System.Text.RegularExpressions;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// Tables of NAS-Bench-201 whose columns begin or end with the data set: <c>c10_test_200ep</c> is <c>cifar10/test</c>,
/// <c>in16_val_12ep</c> is <c>ImageNet16-120/val-12ep</c>. Without epochs in its name a metric is of 200.
/// </summary>
sealed partial class NasBench201Tables : IBenchmarkFormat
{
    static readonly Dictionary<string, string> _datasets = new(StringComparer.Ordinal)
    {
        ["c10"] = "cifar10",
        ["c100"] = "cifar100",
        ["in16"] = "ImageNet16-120",
    };

    /// <inheritdoc/>
    public string Title => "accuracies of NAS-Bench-201 by data set, split and epochs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["nb201_accuracies.csv", "nb201_*.csv"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) => space == "nb201"
        ? Files.SelectMany(pattern => ArchitectureTable.Files(folder, pattern))
            .Distinct()
            .Select(path => new ArchitectureTable(path, ["arch_str"], ["arch_index"]))

            // Learning curves have several rows of an architecture.
            .Where(table => !table.Has("epoch"))
            .SelectMany(table => table.Columns(NameOf))
        : [];

    static (string Dataset, string Metric)? NameOf(string column)
    {
        var match = Front().Match(column) is { Success: true } front ? front : Back().Match(column);
        if (!match.Success)
            return null;
        var metric = match.Groups["metric"].Value switch
        {
            "train_seconds_200ep" => "seconds",
            var text => text.Replace("_200ep", "", StringComparison.Ordinal).Replace('_', '-'),
        };
        return (_datasets[match.Groups["dataset"].Value], metric);
    }

    [GeneratedRegex("^(?<dataset>c100|c10|in16)_(?<metric>.+)$")]
    private static partial Regex Front();

    [GeneratedRegex("^(?<metric>.+)_(?<dataset>c100|c10|in16)$")]
    private static partial Regex Back();
}
