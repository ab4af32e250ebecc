namespace OnnxZc.Tests;

/// <summary>Where the checkout and its real inputs are.</summary>
static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The folder of real inputs beside the checkout, or null in a clone without it.</summary>
    public static string? Shared { get; } = Path.Combine(Root, "..", "shared") is var path && Directory.Exists(path)
        ? Path.GetFullPath(path)
        : null;

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OnnxZc.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No OnnxZc.sln above the test assembly.");
    }
}
