namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Every waiver excuses something; it has to come after all rules that waivers can be for.</summary>
sealed class UnmatchedWaiver : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "unmatched-waiver",
        RuleGroup.Meta,
        RuleNeed.File,
        RuleLevel.Warn,
        "Every waiver excuses a violation.")
    {
        Why = "A waiver that nothing needs any longer would excuse the next violation unseen.",
        Fix = "Take the waiver out, or correct the rule or the model that it names.",
        Passing = "unmatched-waiver: warn, and a waiver of max-params for a model that has too many parameters",
        Failing = "the same waiver after the model became smaller, or with a typing error in the model's name",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings)
    {
        foreach (var waiver in repository.Policy.Waivers)
        {
            if (WhyUseless(waiver, repository) is { } why)
            {
                var text = $"The waiver of {waiver.Rule} for '{waiver.Model}' excuses nothing: {why}.";
                yield return new("", new(text) { Part = $"{waiver.Rule} {waiver.Model}", Place = waiver.Place });
            }
        }
    }

    static string? WhyUseless(Policies.Waiver waiver, CheckedRepository repository)
    {
        var named = repository.Models.Select(model => model.Path)
            .Concat(repository.Changes.Select(change => change.Path))
            .Where(path => repository.Policy.Matches(waiver.Model, path))
            .ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0)
            return repository.IsPart ? null : "no model has this name";
        var results = repository.Results.Where(result => result.Rule.Id == waiver.Rule && named.Contains(result.Model))
            .ToArray();
        // Expired and stale ones are the business of other rules; what was not looked at proves nothing.
        var isOpen = waiver.HasExpired(repository.Today)
            || results.Any(result => result.Waiver == waiver || result.Skipped is not null)
            || results.Any(result => result.IsOpen && waiver.FileHash is not null);
        return isOpen || (repository.IsPart && results.Length == 0) ? null
            : results.Length == 0 ? "the rule found nothing there, or is off"
            : "the rule holds there";
    }
}
