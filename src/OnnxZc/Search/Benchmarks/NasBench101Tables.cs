namespace OnnxZc.Search.Benchmarks;

/// <summary>Accuracies of NAS-Bench-101 by epochs; <c>cifar10/val</c> is that after 108 epochs, in per cent.</summary>
sealed class NasBench101Tables : IBenchmarkFormat
{
    /// <inheritdoc/>
    public string Title => "accuracies of NAS-Bench-101 by epochs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["nb101_*.csv"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) => space == "nb101"
        ? ArchitectureTable.Files(folder, Files[0])
            .SelectMany(path => new ArchitectureTable(path, ["adjacency", "ops"])
                .Columns(NameOf, column => column.StartsWith("val_acc_", StringComparison.Ordinal) ? 100 : 1))
        : [];

    static (string Dataset, string Metric)? NameOf(string column) => column switch
    {
        "val_acc_108ep" => ("cifar10", "val"),
        "training_seconds_108ep" => ("cifar10", "seconds"),
        "trainable_parameters" => ("cifar10", "params"),
        _ when column.StartsWith("val_acc_", StringComparison.Ordinal) =>
            ("cifar10", $"val-{column["val_acc_".Length..]}"),
        _ => null,
    };
}
