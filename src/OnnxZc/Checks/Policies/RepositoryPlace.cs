namespace OnnxZc.Checks.Policies;

/// <summary>Where a repository begins and where its policy is.</summary>
/// <param name="Root">The repository's root, as an absolute path.</param>
/// <param name="PolicyFile">The policy's file as an absolute path; null where there is none.</param>
/// <param name="Folder">What the policy's globs are relative to, as an absolute path.</param>
sealed record RepositoryPlace(string Root, string? PolicyFile, string Folder)
{
    /// <summary>The name of policies.</summary>
    public const string PolicyName = "onnxzc.yaml";

    /// <summary>The name of lock files; one lies beside its policy.</summary>
    public const string LockName = "onnxzc.lock.json";

    /// <summary>The policy relative to the root; null where there is none.</summary>
    public string? PolicyPath => PolicyFile is null ? null : PathOf(PolicyFile);

    /// <summary>The lock file as an absolute path, whether or not there is one.</summary>
    public string LockFile => Path.Combine(Folder, LockName);

    /// <summary>The lock file relative to the root.</summary>
    public string LockPath => PathOf(LockFile);

    /// <summary>
    /// The place for a working directory: the policy is looked for in it and above it, up to the folder with
    /// <c>.git</c>, which is the root; where there is none, the root is the policy's folder.
    /// </summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="policy">The policy where it was named.</param>
    public static RepositoryPlace Of(string directory, string? policy)
    {
        var start = Path.GetFullPath(directory);
        var file = policy is null ? FoundAbove(start) : Path.GetFullPath(policy, start);
        var folder = file is null ? start : Path.GetDirectoryName(file)!;
        return new(RootAbove(folder) ?? folder, file, file is null ? RootAbove(folder) ?? folder : folder);
    }

    /// <summary>A file relative to the root with slashes; absolute where it lies outside.</summary>
    public string PathOf(string file)
    {
        var relative = Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? file : relative;
    }

    /// <summary>The absolute path of a file that <see cref="PathOf"/> gave.</summary>
    public string FullPathOf(string path) => Path.Combine(Root, path);

    static string? FoundAbove(string start)
    {
        foreach (var folder in Upward(start))
        {
            if (File.Exists(Path.Combine(folder, PolicyName)))
                return Path.Combine(folder, PolicyName);
            if (IsRoot(folder))
                return null;
        }

        return null;
    }

    static string? RootAbove(string start) => Upward(start).FirstOrDefault(IsRoot);

    static bool IsRoot(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    static IEnumerable<string> Upward(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }
}
