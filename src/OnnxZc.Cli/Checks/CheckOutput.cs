using OnnxZc.Reports.Checking;

namespace OnnxZc.Cli.Checks;

/// <summary>One form of a check's report and where it goes.</summary>
/// <param name="Format">The form.</param>
/// <param name="Path">The file; null for stdout.</param>
sealed record CheckOutput(ICheckFormat Format, string? Path)
{
    const string Option = "--format";
    const string Stdout = "-";

    /// <summary>
    /// What <c>FORMAT</c>, <c>FORMAT=FILE</c> and lists of them with commas ask for. A table goes to stdout where
    /// nothing else does.
    /// </summary>
    /// <exception cref="UsageException">
    /// There is no such form or no file name, or two forms share a file or stdout.
    /// </exception>
    public static IReadOnlyList<CheckOutput> Parse(IEnumerable<string> values) =>
        Complete(values.SelectMany(value => value.Split(',')).Select(Item));

    /// <summary>The outputs with a table on stdout where nothing else goes there.</summary>
    /// <exception cref="UsageException">Two forms share a file or stdout.</exception>
    public static IReadOnlyList<CheckOutput> Complete(IEnumerable<CheckOutput> given)
    {
        List<CheckOutput> outputs = [.. given];
        var shared = outputs.GroupBy(output => output.Path is { } path ? System.IO.Path.GetFullPath(path) : Stdout)
            .FirstOrDefault(group => group.Count() > 1)?.ToArray();
        if (shared is [var first, var second, ..])
        {
            var where = first.Path is { } path ? $"'{path}'" : "stdout";
            throw new UsageException(
                $"{Option}: {first.Format.Name} and {second.Format.Name} cannot both go to {where}; "
                + $"name a file for each, such as {second.Format.Name}=FILE");
        }

        if (outputs.TrueForAll(output => output.Path is not null))
            outputs.Add(new(CheckFormatCatalog.All[0], Path: null));
        return outputs;
    }

    static CheckOutput Item(string text)
    {
        var at = text.IndexOf('=');
        var (name, path) = at < 0 ? (text.Trim(), Stdout) : (text[..at].Trim(), text[(at + 1)..]);
        if (CheckFormatCatalog.Find(name) is not { } format)
        {
            var names = CheckFormatCatalog.All.Select(known => known.Name).ToArray();
            throw new UsageException(
                $"{Option} takes {string.Join(", ", names[..^1])} or {names[^1]}, or FORMAT=FILE, not '{name}'"
                + NearestName.Hint(name, names));
        }

        return path.Length > 0
            ? new(format, path == Stdout ? null : path)
            : throw new UsageException($"{Option} {name}= names no file; write {name}=FILE, or {name}=- for stdout");
    }
}
