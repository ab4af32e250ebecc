using OnnxZc.Cli.Cells;

namespace OnnxZc.Cli;

/// <summary>
/// Turns what the command line names into models: files, folders, globs, networks of search spaces, and lists of these.
/// </summary>
/// <param name="input">What <c>-</c> reads its list from.</param>
/// <param name="warn">Told of names that stand for nothing.</param>
sealed class ModelFiles(TextReader input, Action<string> warn)
{
    static readonly EnumerationOptions _everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>
    /// The files, each once, in the order named; a folder gives all <c>.onnx</c> files below it in ordinal order. A
    /// plain name is passed on even if there is no such file: whoever opens it says so.
    /// </summary>
    /// <exception cref="UsageException">A list cannot be read, or a search space has no such network.</exception>
    public IReadOnlyList<string> Find(IEnumerable<string> names) =>
        [
            .. names
                .SelectMany(name => ListOf(name) is { } list ? list.SelectMany(Expand) : Expand(name))
                .Distinct(StringComparer.Ordinal),
        ];

    IEnumerable<string>? ListOf(string name)
    {
        if (name == "-")
            return Lines(input);
        if (!name.StartsWith('@') || File.Exists(name))
            return null;
        try
        {
            using var reader = new StreamReader(name[1..]);
            return Lines(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"the list of models '{name[1..]}' cannot be read: {e.Message}", e);
        }
    }

    static List<string> Lines(TextReader reader)
    {
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } text && text[0] != '#')
                lines.Add(text);
        }

        return lines;
    }

    IReadOnlyList<string> Expand(string name)
    {
        if (File.Exists(name))
            return [name];
        if (SpaceModels.Names(name) is { } networks)
            return networks;
        var isFolder = Directory.Exists(name);
        if (!isFolder && !GlobPattern.Is(name))
            return [name];
        IReadOnlyList<string> files = isFolder ? [.. InFolder(name)] : [.. GlobPattern.Files(name)];
        if (files.Count == 0)
            warn(isFolder ? $"no .onnx files below the folder '{name}'" : $"no files match '{name}'");
        return files;
    }

    static IEnumerable<string> InFolder(string folder) => Directory
        .EnumerateFiles(folder, "*", _everything)
        .Where(file => file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        .Concat(Directory.EnumerateDirectories(folder, "*", _everything)
            .Where(sub => new DirectoryInfo(sub).LinkTarget is null)
            .SelectMany(InFolder))
        .Order(StringComparer.Ordinal);
}
