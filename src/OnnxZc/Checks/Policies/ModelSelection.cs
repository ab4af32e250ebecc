using OnnxZc.Naming;

namespace OnnxZc.Checks.Policies;

/// <summary>The models that a policy names.</summary>
/// <param name="Paths">The files, relative to the repository's root, in ordinal order.</param>
/// <param name="Empty">The globs that match none.</param>
sealed record ModelSelection(IReadOnlyList<string> Paths, IReadOnlyList<EmptyPattern> Empty)
{
    /// <summary>Looks for the files.</summary>
    public static ModelSelection Of(Policy policy, RepositoryPlace place)
    {
        var excluded = policy.Models.Where(glob => glob.Excludes).ToArray();
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        List<EmptyPattern> empty = [];
        foreach (var glob in policy.Models.Where(glob => !glob.Excludes))
        {
            string[] found =
            [
                .. GlobPattern.Files(glob.Pattern, place.Folder)
                    .Select(place.PathOf)
                    .Where(path => !excluded.Any(other => policy.Matches(other.Pattern, path))),
            ];
            if (found.Length == 0)
                empty.Add(new(glob.Text, glob.Place));
            paths.UnionWith(found);
        }

        return new([.. paths], empty);
    }
}
