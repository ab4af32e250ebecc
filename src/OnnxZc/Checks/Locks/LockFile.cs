namespace OnnxZc.Checks.Locks;

/// <summary>What the models of a repository were when they were locked.</summary>
/// <param name="Path">The file, relative to the repository's root.</param>
/// <param name="Models">The models by path.</param>
sealed record LockFile(string Path, IReadOnlyDictionary<string, LockedModel> Models)
{
    /// <summary>The version of OnnxZc that wrote it.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>By which conventions sizes were counted.</summary>
    public string Conventions { get; init; } = "";

    /// <summary>The settings under which proxies were computed, a <c>name=value</c> each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>
    /// Why it is no baseline for what is computed now, in a sentence: another convention, other settings. Null where
    /// it is one.
    /// </summary>
    public string? Incompatible { get; init; }
}
