using Microsoft.Win32.SafeHandles;

namespace OnnxZc.Graphs.Files;

/// <summary>Where a path leads when every link on the way is followed.</summary>
static class RealPath
{
    const int MaxLinks = 40;

    static readonly char Separator = Path.DirectorySeparatorChar;

    /// <summary>The path without links; parts that do not exist stay as they are.</summary>
    /// <exception cref="IOException">The links form a loop.</exception>
    public static string Of(string path)
    {
        var rest = Path.GetFullPath(path);
        for (var links = 0; links <= MaxLinks; links++)
        {
            var next = FollowFirstLink(rest);
            if (next is null)
                return rest;
            rest = next;
        }

        throw new IOException($"more than {MaxLinks} links in a row");
    }

    /// <summary>The path of an open file; where the system does not tell, that of <paramref name="path"/>.</summary>
    public static string OfOpen(SafeFileHandle handle, string path)
    {
        var entry = $"/proc/self/fd/{handle.DangerousGetHandle()}";
        return OperatingSystem.IsLinux() && new FileInfo(entry).LinkTarget is { } target ? target : Of(path);
    }

    /// <summary>Whether a real path lies in a real folder or in a folder of it.</summary>
    public static bool IsBeneath(string folder, string path) =>
        path.StartsWith(folder.TrimEnd(Separator) + Separator, StringComparison.Ordinal);

    static string? FollowFirstLink(string path)
    {
        var at = Path.GetPathRoot(path)!;
        var parts = path[at.Length..].Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (new FileInfo(Path.Combine(at, parts[i])).LinkTarget is { } target)
                return Path.GetFullPath(Path.Combine([at, target, .. parts[(i + 1)..]]));
            at = Path.Combine(at, parts[i]);
        }

        return null;
    }
}
