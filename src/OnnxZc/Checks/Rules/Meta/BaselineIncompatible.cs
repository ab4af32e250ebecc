namespace OnnxZc.Checks.Rules.Meta;

/// <summary>What is locked was computed as it is now.</summary>
sealed class BaselineIncompatible : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "baseline-incompatible",
        RuleGroup.Meta,
        RuleNeed.File,
        RuleLevel.Error,
        "The lock file's numbers were computed by the conventions, settings and proxies' versions of now.")
    {
        Why = "Numbers of different settings or versions cannot be compared; then no regression would ever be found.",
        Fix = "Run onnxzc lock with the settings and version that you check by, and commit the lock file.",
        Passing = "baseline-incompatible: error, settings: {seed: 0}, and a lock file that was written under them",
        Failing = "settings: {seed: 1} with the same lock file, or another version of onnxzc",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings)
    {
        if (repository.Lock is not { } baseline)
            return [];
        var place = new PolicyPlace(baseline.Path, 1, 1);
        if (baseline.Incompatible is { } reason)
            return [new("", new($"The lock file is no baseline: {reason}.") { Place = place })];
        var moved = Moved(baseline.Settings, repository.Settings);
        return moved.Count > 0 && repository.Models.Any(HasScores)
            ? [new("", new($"Proxies are not compared: {string.Join("; ", moved)}.") { Place = place })]
            : repository.Models.Where(HasScores).SelectMany(model => OfModel(model, baseline));
    }

    static bool HasScores(CheckedModel model) => model.Card?.Fingerprint is not null;

    static IReadOnlyList<string> Moved(
        IReadOnlyList<KeyValuePair<string, string>> then, IReadOnlyList<KeyValuePair<string, string>> now)
    {
        var before = then.ToDictionary();
        return then.Count == 0
            ? ["the lock file has no proxies"]
            :
            [
                .. now.Select(pair => (pair.Key, Then: before.GetValueOrDefault(pair.Key), Now: pair.Value))
                    .Where(setting => setting.Then != setting.Now)
                    .Select(setting => $"{setting.Key} was {setting.Then ?? "not set"} and is {setting.Now}"),
            ];
    }

    static IEnumerable<KeyValuePair<string, Violation>> OfModel(CheckedModel model, Locks.LockFile baseline)
    {
        if (baseline.Models.GetValueOrDefault(model.Change?.From ?? model.Path) is not { } locked)
            yield break;
        if (locked.Fingerprint is not null && locked.Fingerprint != model.Card!.Fingerprint)
        {
            yield return new(
                model.Path, new("Its proxies are not compared: its inputs or what is chosen for it changed."));
            yield break;
        }

        foreach (var score in model.Card!.Scores.Where(score => score.Value is not null))
        {
            var number = locked.Numbers.GetValueOrDefault(score.Proxy);
            if (number is null)
            {
                yield return new(
                    model.Path, new($"The proxy {score.Proxy} is not locked.") { Part = score.Proxy });
            }
            else if (number.Version is { } version && version != score.Version)
            {
                var text = $"The proxy {score.Proxy} is not compared: version {version} is locked and {score.Version} "
                    + "is here.";
                yield return new(model.Path, new(text) { Part = score.Proxy });
            }
        }
    }
}
