using System.Text.Json;
using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// NAS-Bench-Macro as published (JSON by architecture: <c>mean_acc</c>, <c>std</c>, <c>params</c>, <c>flops</c>) or as
/// CSV; <c>cifar10/test</c> is the mean accuracy.
/// </summary>
sealed class NasBenchMacroTables : IBenchmarkFormat
{
    static readonly string[] _numbers = ["mean_acc", "std", "params", "flops"];

    /// <inheritdoc/>
    public string Title => "accuracies of NAS-Bench-Macro";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => ["nasbench_macro_cifar10.csv", "nas-bench-macro_cifar10.json"];

    /// <inheritdoc/>
    public IEnumerable<BenchmarkColumn> Columns(string folder, string space)
    {
        if (space != "nbmacro")
            return [];
        var path = Path.Combine(folder, Files[1]);
        return ArchitectureTable.Files(folder, Files[0])
            .SelectMany(table => new ArchitectureTable(table, ["arch"])
                .Columns(column => _numbers.Contains(column) ? ("cifar10", NameOf(column)) : null))
            .Concat(File.Exists(path) ? _numbers.Select(number => OfJson(path, number)) : []);
    }

    static BenchmarkColumn OfJson(string path, string number) => new(
        "cifar10", NameOf(number), $"{number} of {Path.GetFileName(path)}", IsLess: false, () => Values(path, number));

    static string NameOf(string column) => column == "mean_acc" ? "test" : column;

    static List<KeyValuePair<string, double>> Values(string path, string number)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            return
            [
                .. document.RootElement.EnumerateObject().Select(architecture =>
                    KeyValuePair.Create(architecture.Name, architecture.Value.GetProperty(number).GetDouble())),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException)
        {
            throw new ComparisonException(
                ComparisonErrorCode.TruthUnreadable, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
