namespace OnnxZc.Search.Benchmarks;

/// <summary>All formats; of two that have a column of one name, the first counts.</summary>
static class BenchmarkCatalog
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<IBenchmarkFormat> All { get; } =
    [
        new NasBench201Tables(),
        new MiniNasBench201(),
        new NasBench101Tables(),
        new NasBench101Records(),
        new TransNasTables(),
        new NasBenchMacroTables(),
        new ZeroCostTables(),
        new SuiteZeroJson(),
        new HardwareTables(),
    ];
}
