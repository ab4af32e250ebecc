using System.Globalization;

namespace OnnxZc.Checks.Rules.Meta;

/// <summary>No waiver is past its last day.</summary>
sealed class ExpiredWaiver : IRepositoryRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "expired-waiver", RuleGroup.Meta, RuleNeed.File, RuleLevel.Error, "No waiver is past its last day.")
    {
        Why = "Somebody promised to look again by that day; after it the waiver excuses nothing.",
        Fix = "Put right what it excused and take it out, or give it a new day with a reason.",
        Passing = "expired-waiver: error, and a waiver with until: 2999-12-31",
        Failing = "the same with until: 2020-12-31",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(
        CheckedRepository repository, RuleSettings settings) =>
        repository.Policy.Waivers.Where(waiver => waiver.HasExpired(repository.Today))
            .Select(waiver => KeyValuePair.Create("", new Violation(string.Create(
                CultureInfo.InvariantCulture,
                $"The waiver of {waiver.Rule} for '{waiver.Model}' ended on {waiver.Until:yyyy-MM-dd}."))
            {
                Part = $"{waiver.Rule} {waiver.Model}",
                Place = waiver.Place,
            }));
}
