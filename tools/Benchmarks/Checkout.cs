namespace OnnxZc.Bench;

/// <summary>The checkout that this program was built in.</summary>
static class Checkout
{
    /// <exception cref="InvalidOperationException">The program was moved out of it.</exception>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OnnxZc.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run from a checkout: OnnxZc.sln is not above");
    }
}
