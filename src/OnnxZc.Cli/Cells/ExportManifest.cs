using System.Globalization;
using OnnxZc.Comparisons;

namespace OnnxZc.Cli.Cells;

/// <summary>The table of a folder of exported networks, <c>manifest.csv</c>.</summary>
static class ExportManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.csv";

    static readonly string[] _columns =
    [
        "index", "encoding", "file", "bytes", "graph_hash", "params", "macs", "settings", "weights", "version",
    ];

    /// <summary>The rows by file; none where there is no manifest, or one of another form.</summary>
    public static Dictionary<string, ExportedNetwork> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
                return [];
            var rows = CsvTable.Read(path).Rows;
            return rows[0].Cells.SequenceEqual(_columns)
                ? rows.Skip(1).Select(row => Row(row.Cells)).ToDictionary(row => row.File, StringComparer.Ordinal)
                : [];
        }
        catch (Exception e) when (e is ComparisonException or FormatException or ArgumentException)
        {
            // What it says is written anew.
            return [];
        }
    }

    /// <summary>Writes the rows, by number and encoding.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string folder, IEnumerable<ExportedNetwork> rows)
    {
        using var file = OutputFile.Open(Path.Combine(folder, FileName));
        file.Writer.WriteLine(string.Join(',', _columns));
        foreach (var row in rows.OrderBy(row => row.Index ?? 0).ThenBy(row => row.File, StringComparer.Ordinal))
            file.Writer.WriteLine(string.Join(',', Cells(row).Select(Quoted)));
        file.Commit();
    }

    static IEnumerable<string> Cells(ExportedNetwork row) =>
    [
        row.Index?.ToString(CultureInfo.InvariantCulture) ?? "",
        row.Encoding,
        row.File,
        row.Bytes.ToString(CultureInfo.InvariantCulture),
        row.GraphHash,
        row.Parameters.ToString(CultureInfo.InvariantCulture),
        row.Macs.ToString(CultureInfo.InvariantCulture),
        row.Settings,
        row.Weights,
        row.Version.ToString(CultureInfo.InvariantCulture),
    ];

    static ExportedNetwork Row(string[] cells) => new(
        cells[0].Length == 0 ? null : Whole(cells[0]),
        cells[1],
        cells[2],
        Whole(cells[3]),
        cells[4],
        Whole(cells[5]),
        double.Parse(cells[6], CultureInfo.InvariantCulture),
        cells[7],
        cells[8],
        (int)Whole(cells[9]));

    static long Whole(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\n\r")
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
