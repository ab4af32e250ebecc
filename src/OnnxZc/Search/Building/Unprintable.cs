namespace OnnxZc.Search.Building;

/// <summary>The complaint about an encoding that a space does not write.</summary>
static class Unprintable
{
    /// <summary>Names the space's encodings.</summary>
    public static ArchitectureException In(ISearchSpace space, string encoding) => new(
        $"{space.Name} has no encoding '{encoding}'; its encodings are {string.Join(", ", space.Encodings)}.");
}
