namespace OnnxZc.Search;

/// <summary>All spaces, alphabetically.</summary>
static class SpaceCatalog
{
    /// <summary>The spaces.</summary>
    public static IReadOnlyList<ISearchSpace> All { get; } =
    [
    ];

    /// <summary>The space of this name or alias, or null.</summary>
    public static ISearchSpace? Find(string name) =>
        All.FirstOrDefault(space => space.Name == name || space.Aliases.Contains(name));
}
