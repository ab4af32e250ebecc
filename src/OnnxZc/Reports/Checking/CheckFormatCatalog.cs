namespace OnnxZc.Reports.Checking;

/// <summary>All forms in which checks are reported, the default first.</summary>
static class CheckFormatCatalog
{
    /// <summary>The forms.</summary>
    public static IReadOnlyList<ICheckFormat> All { get; } =
    [
        new CheckTable(),
        new CheckGitHub(),
        new CheckGitLab(),
        new CheckJson(),
        new CheckJsonLines(),
        new CheckJUnit(),
        new CheckMarkdown(),
        new CheckSarif(),
    ];

    /// <summary>The form of this name, or null.</summary>
    public static ICheckFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
