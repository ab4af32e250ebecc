using System.IO.Compression;

namespace OnnxZc.Tests.Search;

/// <summary>Tables beside the checkout; without rows where it has none.</summary>
static class PublishedRows
{
    /// <summary>The rows of a packed CSV file, by the columns' names.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(string table)
    {
        if (Checkout.Shared is null)
            return [];
        var path = Path.Combine(Checkout.Shared, "benchmarks", $"{table}.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var names = reader.ReadLine()!.TrimEnd('\r').Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.TrimEnd('\r').Split(',');
            rows.Add(Enumerable.Range(0, names.Length).ToDictionary(i => names[i], i => cells[i]));
        }

        return rows;
    }
}
