namespace OnnxZc.Graphs;

/// <summary>One dimension as the file declares it: a size, a name (<c>N</c>), or neither.</summary>
/// <param name="Size">The size, or null when free.</param>
/// <param name="Name">The symbolic name of a free dimension, or null.</param>
public readonly record struct Dimension(long? Size, string? Name = null)
{
    /// <summary>The size, the name, or <c>?</c>.</summary>
    public override string ToString() => Size?.ToString() ?? Name ?? "?";
}
