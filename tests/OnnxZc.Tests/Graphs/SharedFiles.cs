namespace OnnxZc.Tests.Graphs;

/// <summary>The folder of large reference files beside the checkout, which not every machine has.</summary>
static class SharedFiles
{
    static readonly string? Root = Find();

    /// <summary>Files below a folder of the shared ones; none where there is no such folder.</summary>
    public static string[] Matching(string folder, string pattern) =>
        Root is not null && Directory.Exists(Path.Combine(Root, folder))
            ? [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order()]
            : [];

    static string? Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "OnnxZc.sln")))
            at = at.Parent;
        return at?.Parent is { } above ? Path.Combine(above.FullName, "shared") : null;
    }
}
