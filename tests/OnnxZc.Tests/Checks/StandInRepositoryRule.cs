using OnnxZc.Checks;

namespace OnnxZc.Tests.Checks;

/// <summary>A rule that finds the same of some models.</summary>
sealed class StandInRepositoryRule(string id, string[] models) : IRepositoryRule
{
    public RuleInfo Info { get; } = new(id, RuleGroup.Meta, RuleNeed.File, RuleLevel.Error, "It is so.")
    {
        Why = "w",
        Fix = "f",
        Passing = "p",
        Failing = "f",
    };

    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings) =>
        models.Select(model => KeyValuePair.Create(model, new Violation("It is not so.")));
}
