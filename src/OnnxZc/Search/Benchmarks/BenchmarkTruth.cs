using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>Published numbers of a space's architectures as what is true of models.</summary>
static class BenchmarkTruth
{
    const int MostListed = 24;

    /// <summary>
    /// Reads <c>SPACE:DATASET/METRIC</c>, such as <c>nb201:cifar10/test</c>; null for a text that begins with no
    /// space's name, or is a file.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The folder of published files; null where none is given.</param>
    /// <exception cref="ComparisonException">The folder has no such column, or a file cannot be read.</exception>
    public static Truth? Read(string text, string? folder)
    {
        var colon = text.IndexOf(':');
        if (colon < 0 || File.Exists(text) || SpaceCatalog.Find(text[..colon]) is not { } space)
            return null;
        if (folder is null || !Directory.Exists(folder))
        {
            throw new ComparisonException(
                ComparisonErrorCode.TruthUnreadable,
                (folder is null ? $"{text} is read from published tables" : $"there is no folder '{folder}'")
                + ": give the folder that has them by --benchmark-dir; nothing is downloaded");
        }

        var name = text[(colon + 1)..];
        var columns = BenchmarkCatalog.All.SelectMany(format => format.Columns(folder, space.Name));
        return Of(space, columns.FirstOrDefault(column => column.Name == name) ?? throw Missing(folder, space, name));
    }

    static Truth Of(ISearchSpace space, BenchmarkColumn column)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var unread = new List<string>();
        foreach (var (key, value) in column.Read())
        {
            if (TextOf(space, key) is { } text)
                values.TryAdd(text, value);
            else
                unread.Add(key);
        }

        var models = new BenchmarkModels(space, values.Keys);
        return new($"{space.Name} {column.Name}", column.IsLess, values, models.Find)
        {
            Notes =
            [
                $"{column.Name} is {column.Origin}",
                .. unread.Count > 0
                    ? [$"{unread.Count} of its rows are no architectures of {space.Name}, such as {unread[0]}"]
                    : Array.Empty<string>(),
            ],
        };
    }

    static string? TextOf(ISearchSpace space, string key)
    {
        try
        {
            return space.Parse(key).Text;
        }
        catch (ArchitectureException)
        {
            return null;
        }
    }

    static ComparisonException Missing(string folder, ISearchSpace space, string name)
    {
        string[] known =
        [
            .. BenchmarkCatalog.All.SelectMany(format => format.Columns(folder, space.Name))
                .Select(column => column.Name)
                .Distinct(),
        ];
        return new(
            ComparisonErrorCode.TruthColumn,
            known.Length == 0
                ? $"no file in '{folder}' has numbers of {space.Name}: docs/benchmarks.md lists the files that are read"
                : $"no file in '{folder}' has {name} of {space.Name}: there are "
                    + string.Join(", ", known.Take(MostListed))
                    + (known.Length > MostListed ? $" and {known.Length - MostListed} more" : ""));
    }
}
