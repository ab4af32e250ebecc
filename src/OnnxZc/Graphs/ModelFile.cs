namespace OnnxZc.Graphs;

/// <summary>A model as it was found in a file.</summary>
/// <param name="Path">The path that was read, as given.</param>
/// <param name="FileHash">SHA-256 of the file's bytes, lower-case hexadecimal; external data is not included.</param>
/// <param name="FileSize">The file's length in bytes, without external data.</param>
/// <param name="IrVersion">The version of the file format.</param>
/// <param name="Producer">The tool that wrote the file and its version; may be empty.</param>
/// <param name="Graph">The model.</param>
public sealed record ModelFile(
    string Path,
    string FileHash,
    long FileSize,
    int IrVersion,
    string Producer,
    Graph Graph)
{
    /// <summary>Whether weights lie in other files, which <see cref="FileHash"/> does not cover.</summary>
    public bool HasExternalData { get; init; }

    /// <summary>The entries of the file's metadata; of two under one key the last.</summary>
    internal IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
