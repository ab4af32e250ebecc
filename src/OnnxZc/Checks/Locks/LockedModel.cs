namespace OnnxZc.Checks.Locks;

/// <summary>One model in a lock file.</summary>
/// <param name="Path">The file, relative to the repository's root.</param>
/// <param name="FileHash">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="GraphHash">SHA-256 of the graph without names and weights.</param>
sealed record LockedModel(string Path, string FileHash, string GraphHash)
{
    /// <summary>
    /// Numbers by name: <c>bytes</c>, <c>params</c>, <c>macs</c>, <c>depth</c>, <c>activation-memory</c>, and proxies.
    /// </summary>
    public IReadOnlyDictionary<string, LockedNumber> Numbers { get; init; } = new Dictionary<string, LockedNumber>();

    /// <summary>Its inputs, outputs and operators.</summary>
    public GraphOutline Outline { get; init; } = new([], [], new Dictionary<string, int>());

    /// <summary>
    /// The fingerprint under which its proxies were computed; null where none were. Others are not comparable.
    /// </summary>
    public string? Fingerprint { get; init; }
}
