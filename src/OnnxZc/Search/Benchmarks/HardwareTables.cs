namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// What networks of NAS-Bench-201 cost on devices: HW-NAS-Bench as CSV (latencies in ms, energies in mJ, by data set)
/// and HELP (latencies in ms by device, under the data set <c>help</c>).
/// </summary>
sealed class HardwareTables : IBenchmarkFormat
{
    const string HwNasBench = "hwnasbench_nb201_";
    const string Help = "help_latency_nb201";

    /// <inheritdoc/>
    public string Title => "latencies and energies of HW-NAS-Bench and HELP as CSV";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [$"{HwNasBench}*.csv", $"{Help}.csv"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space) => space == "nb201"
        ? ArchitectureTable.Files(folder, Files[0])
            .SelectMany(path => Columns(path, ArchitectureTable.Stem(path)[HwNasBench.Length..], ""))
            .Concat(ArchitectureTable.Files(folder, Files[1]).SelectMany(path => Columns(path, "help", "-latency")))
        : [];

    static IEnumerable<BenchmarkColumn> Columns(string path, string dataset, string ending) =>
        new ArchitectureTable(path, ["arch_str"], ["arch_index"]).Columns(
            column => (dataset, column.Replace('_', '-') + ending));
}
