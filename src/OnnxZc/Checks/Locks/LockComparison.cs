using System.Collections.Immutable;
using OnnxZc.Proxies;

namespace OnnxZc.Checks.Locks;

/// <summary>What the lock file says of the models that are there now, renamed ones included.</summary>
sealed class LockComparison
{
    readonly LockFile? _lock;
    readonly Dictionary<string, LockedModel> _renamed = new(StringComparer.Ordinal);
    readonly string[] _gone;

    /// <param name="lockFile">The lock file; null where there is none.</param>
    /// <param name="paths">All models that the policy names, whether or not they are checked.</param>
    /// <param name="hashesOf">A model's file hash and graph hash; either null where it cannot be had.</param>
    public LockComparison(
        LockFile? lockFile, IReadOnlyCollection<string> paths, Func<string, (string? File, string? Graph)> hashesOf)
    {
        _lock = lockFile is { Incompatible: null } ? lockFile : null;
        var gone = (_lock?.Models.Values ?? []).Where(model => !paths.Contains(model.Path))
            .OrderBy(model => model.Path, StringComparer.Ordinal)
            .ToList();
        foreach (var path in paths.Where(path => gone.Count > 0 && !_lock!.Models.ContainsKey(path))
            .Order(StringComparer.Ordinal))
        {
            var (file, graph) = hashesOf(path);
            var old = gone.Find(model => model.FileHash == file) ?? gone.Find(model => model.GraphHash == graph);
            if (old is not null && gone.Remove(old))
                _renamed[path] = old;
        }

        _gone = [.. gone.Select(model => model.Path)];
    }

    /// <summary>The models that are locked and gone.</summary>
    public IEnumerable<ModelChange> Gone => _gone.Select(path => new ModelChange(path, ChangeKind.Missing));

    /// <summary>What is locked of a model, under its old name too; null where nothing is.</summary>
    public LockedModel? LockedOf(string path) =>
        _renamed.GetValueOrDefault(path) ?? _lock?.Models.GetValueOrDefault(path);

    /// <summary>
    /// What is locked of a model and comparable: without the proxies where their settings, versions or the model's
    /// inputs were others.
    /// </summary>
    /// <param name="path">The model.</param>
    /// <param name="card">Its scores now; null where it was not scored.</param>
    public LockedModel? ComparableOf(string path, ScoreCard? card)
    {
        if (LockedOf(path) is not { } locked)
            return null;
        var isComparable = card?.Fingerprint is not null && card.Fingerprint == locked.Fingerprint;
        return locked with
        {
            Numbers = locked.Numbers
                .Where(number => number.Value.Version is not { } version || (isComparable
                    && card!.Scores.FirstOrDefault(score => score.Proxy == number.Key) is var score
                    && (score is null || score.Version == version)))
                .ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>How a model compares with what is locked of it.</summary>
    /// <param name="model">The model with its scores, if it has any.</param>
    public ModelChange ChangeOf(CheckedModel model)
    {
        var kind = _lock is null ? ChangeKind.Unlocked
            : _renamed.ContainsKey(model.Path) ? ChangeKind.Renamed
            : LockedOf(model.Path) is not { } locked ? ChangeKind.New
            : locked.FileHash == model.FileHash ? ChangeKind.Same
            : ChangeKind.Changed;
        return new(model.Path, kind)
        {
            From = kind == ChangeKind.Renamed ? _renamed[model.Path].Path : null,
            FileHash = model.FileHash,
            Card = model.Card,
            Numbers = NumbersOf(model),
        };
    }

    static ImmutableArray<NumberChange> NumbersOf(CheckedModel model)
    {
        var before = model.Locked?.Numbers ?? ImmutableDictionary<string, LockedNumber>.Empty;
        var sizes = ModelNumbers.Of(model);
        var scores = (model.Card?.Scores ?? []).ToDictionary(score => score.Proxy, StringComparer.Ordinal);
        // A proxy that was not asked for now is no change.
        var names = sizes.Keys
            .Concat(scores.Keys.Where(name => !sizes.ContainsKey(name)))
            .Concat(before.Where(number => number.Value.Version is null).Select(number => number.Key))
            .Distinct();
        return
        [
            .. names.Select(name =>
            {
                var locked = before.GetValueOrDefault(name);
                double? now = sizes.TryGetValue(name, out var size) ? size : scores.GetValueOrDefault(name)?.Value;
                var direction = scores.GetValueOrDefault(name)?.Direction ?? Direction.None;
                double? allowed = locked is { Version: not null } ? NumberTolerance.Allowed(locked) : null;
                return new NumberChange(name, locked?.Value, now)
                {
                    Allowed = allowed,
                    IsViolated = allowed is { } bound && now is { } value
                        && NumberTolerance.Loss(locked!.Value, value, direction) > bound,
                };
            }),
        ];
    }
}
