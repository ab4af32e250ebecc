namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// Scores and accuracies of NAS-Bench-Suite-Zero as CSV, a file per space and data set: <c>val</c> is NASLib's
/// validation accuracy, and every proxy stands under its own name.
/// </summary>
sealed class ZeroCostTables : IBenchmarkFormat
{
    static readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal)
    {
        ["nb101"] = "zc_nb101_",
        ["nb201"] = "zc_nb201_",
        ["darts"] = "zc_nb301_",
        ["tnb101_micro"] = "zc_tnb101micro_",
        ["tnb101_macro"] = "zc_tnb101macro_",
    };

    static readonly string[] _noNumbers = ["arch", "arch_index", "batch", "module_hash", "naslib_encoding"];

    /// <inheritdoc/>
    public string Title => "proxies and accuracies of NAS-Bench-Suite-Zero as CSV";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. _prefixes.Values.Order().Select(prefix => $"{prefix}*.csv")];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) =>
        _prefixes.TryGetValue(space, out var prefix)
            ? ArchitectureTable.Files(folder, $"{prefix}*.csv").SelectMany(path =>
                Of(path, ArchitectureTable.Stem(path)[prefix.Length..]))
            : [];

    static IEnumerable<BenchmarkColumn> Of(string path, string dataset) =>
        new ArchitectureTable(path, ["arch_str"], ["adjacency", "ops"], ["arch"]).Columns(column => column switch
        {
            "val_accuracy" => (dataset, "val"),
            "test_accuracy_200ep" => (dataset, "test"),
            _ when _noNumbers.Contains(column) => null,
            _ => (dataset, column),
        });
}
