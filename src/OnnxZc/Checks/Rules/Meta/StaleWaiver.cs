namespace OnnxZc.Checks.Rules.Meta;

/// <summary>Waivers for a file of a certain hash are for the file that is there.</summary>
sealed class StaleWaiver : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "stale-waiver",
        RuleGroup.Meta,
        RuleNeed.File,
        RuleLevel.Error,
        "A waiver with a hash is for the file as it is now.")
    {
        Why = "Somebody looked at that file and excused it; nobody has looked at this one.",
        Fix = "Look at the model again: give the waiver the hash that sha256sum prints now, or take it out.",
        Passing = "stale-waiver: error, and a waiver whose sha256 is that of the model it names",
        Failing = "the same waiver after the model was exported again",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings)
    {
        foreach (var waiver in repository.Policy.Waivers.Where(waiver => waiver.FileHash is not null))
        {
            var named = repository.Models
                .Where(model => repository.Policy.Matches(waiver.Model, model.Path))
                .ToArray();
            if (named.Length > 0 && named.All(model => model.FileHash != waiver.FileHash))
            {
                var text = $"The waiver of {waiver.Rule} for '{waiver.Model}' is for another file than the one here.";
                yield return new("", new(text) { Part = $"{waiver.Rule} {waiver.Model}", Place = waiver.Place });
            }
        }
    }
}
