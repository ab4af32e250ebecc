using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Cli.Checks;

/// <summary>Which of a policy's models are checked.</summary>
/// <param name="Paths">The models, relative to the root, in ordinal order.</param>
/// <param name="IsPart">Whether others are left out.</param>
/// <param name="TakesGone">Whether a model that is locked and gone is told.</param>
sealed record CheckedPart(IReadOnlyList<string> Paths, bool IsPart, Func<string, bool> TakesGone)
{
    /// <summary>All of them.</summary>
    public static CheckedPart All(ModelSelection selection) => new(selection.Paths, IsPart: false, _ => true);

    /// <summary>Those that were named, whether or not the policy does.</summary>
    public static CheckedPart Named(IEnumerable<string> paths) =>
        new([.. paths.Distinct().Order(StringComparer.Ordinal)], IsPart: true, _ => false);

    /// <summary>
    /// Those that changed: their file, a file that their weights lie in, or what the lock file says of them. A changed
    /// policy changes all.
    /// </summary>
    /// <param name="changed">The changed files, relative to the root.</param>
    /// <param name="context">The repository.</param>
    /// <param name="lockFile">The lock file; null where there is none.</param>
    /// <param name="hashOf">A model's file hash.</param>
    public CheckedPart Since(
        IReadOnlySet<string> changed, PolicyContext context, LockFile? lockFile, Func<string, string?> hashOf)
    {
        if (context.Place.PolicyPath is { } policy && changed.Contains(policy))
            return this;
        var isLockChanged = changed.Contains(context.Place.LockPath);
        var weights = new ChangedWeights(changed, context.Place.Root, context.Plan.Score.Options.Limits);
        return new(
            [
                .. Paths.Where(path => changed.Contains(path)
                    || (isLockChanged && lockFile?.Models.GetValueOrDefault(path)?.FileHash != hashOf(path))
                    || weights.Touch(path)),
            ],
            IsPart: true,
            path => isLockChanged || changed.Contains(path));
    }
}
