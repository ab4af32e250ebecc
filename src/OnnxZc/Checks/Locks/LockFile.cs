namespace OnnxZc.Checks.Locks;

/// <summary>What the models of a repository were when they were locked.</summary>
/// <param name="Path">The file, relative to the repository's root.</param>
/// <param name="Models">The models by path.</param>
sealed record LockFile(string Path, IReadOnlyDictionary<string, LockedModel> Models);
