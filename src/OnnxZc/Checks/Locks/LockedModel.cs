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
}
