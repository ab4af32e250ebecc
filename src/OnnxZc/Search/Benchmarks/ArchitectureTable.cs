using System.Globalization;
using System.IO.Compression;
using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>A CSV table with a row per architecture.</summary>
/// <param name="path">The file, plain or packed.</param>
/// <param name="keys">
/// The columns that name the architecture, one after the other with a blank between; of several such lists the first
/// whose columns are all there.
/// </param>
sealed class ArchitectureTable(string path, params string[][] keys)
{
    readonly string[] _header = HeaderOf(path);

    string[]? Key => keys.FirstOrDefault(columns => columns.All(_header.Contains));

    /// <summary>Whether it has a column.</summary>
    public bool Has(string column) => _header.Contains(column);

    /// <summary>The files in a folder whose name, with or without .gz, fits a pattern.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Concat(Directory.EnumerateFiles(folder, $"{pattern}.gz"))
        .Order(StringComparer.Ordinal);

    /// <summary>The name of a file without folder and endings.</summary>
    public static string Stem(string path) => Path.GetFileName(path).Split(".csv")[0];

    /// <summary>The columns that have numbers.</summary>
    /// <param name="nameOf">Data set and metric of a column; null for one that is left out.</param>
    /// <param name="factor">What numbers are multiplied by.</param>
    public IEnumerable<BenchmarkColumn> Columns(
        Func<string, (string Dataset, string Metric)?> nameOf, Func<string, double>? factor = null)
    {
        foreach (var column in Key is { } key ? _header.Except(key) : [])
        {
            if (nameOf(column) is var (dataset, metric))
            {
                yield return new(
                    dataset,
                    metric,
                    $"{column} of {Path.GetFileName(path)}",
                    BenchmarkColumn.IsCost(metric),
                    () => Values(column, factor?.Invoke(column) ?? 1));
            }
        }
    }

    IEnumerable<KeyValuePair<string, double>> Values(string column, double factor)
    {
        var table = CsvTable.Read(path);
        var (at, key) = (Array.IndexOf(_header, column), Key!.Select(name => Array.IndexOf(_header, name)).ToArray());
        foreach (var row in table.Rows.Skip(1).Where(row => row.Cells[at].Length > 0))
        {
            if (!double.TryParse(row.Cells[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                throw new ComparisonException(
                    ComparisonErrorCode.TruthValue,
                    $"{table.At(row)}: {column} is '{row.Cells[at]}', which is no number");
            }

            yield return new(string.Join(' ', key.Select(i => row.Cells[i])), value * factor);
        }
    }

    static string[] HeaderOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file);
            return [.. (reader.ReadLine() ?? "").TrimEnd('\r').Split(',').Select(cell => cell.Trim('"', '\uFEFF'))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ComparisonException(
                ComparisonErrorCode.TruthUnreadable, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
