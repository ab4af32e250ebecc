namespace OnnxZc.Cli;

/// <summary>
/// Matches paths as shells do: <c>?</c> is one character, <c>*</c> any but a separator, <c>[a-z]</c> one of a set
/// (<c>[!a-z]</c> one outside it), and a segment <c>**</c> any number of folders. Names that begin with a dot must be
/// asked for.
/// </summary>
static class GlobPattern
{
    static readonly EnumerationOptions _everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Whether <paramref name="text"/> has wildcards.</summary>
    public static bool Is(string text) => text.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>The files that match, in ordinal order.</summary>
    public static IEnumerable<string> Files(string pattern)
    {
        var rooted = pattern.StartsWith('/');
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Expand(rooted ? "/" : "", segments).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>Whether a file's or folder's name matches one segment of a pattern.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (pattern.IsEmpty)
            return name.IsEmpty;
        if (pattern[0] == '*')
            return Matches(pattern[1..], name) || (!name.IsEmpty && Matches(pattern, name[1..]));
        if (name.IsEmpty)
            return false;
        var end = pattern[0] == '[' ? EndOfSet(pattern) : -1;
        return end > 0
            ? IsInSet(pattern[1..end], name[0]) && Matches(pattern[(end + 1)..], name[1..])
            : (pattern[0] == '?' || pattern[0] == name[0]) && Matches(pattern[1..], name[1..]);
    }

    static IEnumerable<string> Expand(string folder, ReadOnlyMemory<string> segments)
    {
        var (segment, rest) = (segments.Span[0], segments[1..]);
        if (segment == "**")
            return Below(folder).SelectMany(sub => Expand(sub, rest.IsEmpty ? new[] { "*" } : rest));
        if (!Is(segment))
            return Step(Path.Combine(folder, segment), rest);
        return Names(folder)
            .Where(name => (name[0] != '.' || segment[0] == '.') && Matches(segment, name))
            .SelectMany(name => Step(Path.Combine(folder, name), rest));
    }

    static IEnumerable<string> Step(string path, ReadOnlyMemory<string> rest) => rest.IsEmpty
        ? File.Exists(path) ? [path] : []
        : Directory.Exists(path) ? Expand(path, rest) : [];

    static IEnumerable<string> Names(string folder) => new DirectoryInfo(folder.Length == 0 ? "." : folder)
        .EnumerateFileSystemInfos("*", _everything)
        .Select(entry => entry.Name);

    static IEnumerable<string> Below(string folder) => Directory
        .EnumerateDirectories(folder.Length == 0 ? "." : folder, "*", _everything)
        .Where(sub => Path.GetFileName(sub)[0] != '.' && new DirectoryInfo(sub).LinkTarget is null)
        .Select(sub => folder.Length == 0 ? Path.GetFileName(sub) : sub)
        .SelectMany(Below)
        .Prepend(folder);

    static int EndOfSet(ReadOnlySpan<char> pattern)
    {
        var start = pattern.Length > 1 && pattern[1] == '!' ? 3 : 2;
        var end = start < pattern.Length ? pattern[start..].IndexOf(']') : -1;
        return end < 0 ? -1 : start + end;
    }

    static bool IsInSet(ReadOnlySpan<char> set, char c)
    {
        var negated = set[0] == '!';
        var members = negated ? set[1..] : set;
        for (var i = 0; i < members.Length; i++)
        {
            var isRange = i + 2 < members.Length && members[i + 1] == '-';
            if (isRange ? c >= members[i] && c <= members[i + 2] : c == members[i])
                return !negated;
            i += isRange ? 2 : 0;
        }

        return negated;
    }
}
