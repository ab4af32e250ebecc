namespace OnnxZc.Naming;

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
    /// <param name="pattern">The pattern.</param>
    /// <param name="folder">What it is relative to; empty for the working directory.</param>
    public static IEnumerable<string> Files(string pattern, string folder = "")
    {
        var rooted = pattern.StartsWith('/');
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == 0 ? [] : Expand(rooted ? "/" : folder, segments)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Whether a path with slashes is one that <see cref="Files"/> would give for the pattern.</summary>
    public static bool MatchesPath(string pattern, string path)
    {
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        // Row by row of the table "do the first i segments match the first j names?": no pattern takes long.
        var matched = new bool[names.Length + 1];
        matched[0] = true;
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            var next = new bool[names.Length + 1];
            for (var j = 0; j <= names.Length; j++)
            {
                next[j] = segments[i] == "**"
                    ? (matched[j] && !isLast)
                        || (j > 0 && (next[j - 1] || (isLast && matched[j - 1])) && names[j - 1][0] != '.')
                    : j > 0 && matched[j - 1] && MatchesName(segments[i], names[j - 1]);
            }

            matched = next;
        }

        return segments.Length > 0 && matched[^1];
    }

    /// <summary>Whether a file's or folder's name matches one segment of a pattern.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (p, n) = (0, 0);
        var (star, retry) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, retry) = (p++, n);
            else if (LengthFor(pattern[p..], name[n]) is > 0 and var length)
                (p, n) = (p + length, n + 1);
            else if (star >= 0)
                (p, n) = (star + 1, ++retry);
            else
                return false;
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    static bool MatchesName(string segment, string name) => Is(segment)
        ? (name[0] != '.' || segment[0] == '.') && Matches(segment, name)
        : segment == name;

    // How much of the pattern's beginning stands for the character; 0 where it does not.
    static int LengthFor(ReadOnlySpan<char> pattern, char c)
    {
        if (pattern.IsEmpty)
            return 0;
        var end = pattern[0] == '[' ? EndOfSet(pattern) : -1;
        return end > 0
            ? IsInSet(pattern[1..end], c) ? end + 1 : 0
            : pattern[0] == '?' || pattern[0] == c ? 1 : 0;
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
