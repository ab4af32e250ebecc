using OnnxZc.Checks;

namespace OnnxZc.Tests.Checks;

/// <summary>A rule that finds the same in every model.</summary>
sealed class StandInRule(
    string id,
    Func<CheckedModel, IEnumerable<Violation>>? check = null,
    RuleLevel level = RuleLevel.Error,
    RuleNeed need = RuleNeed.File) : IModelRule
{
    public RuleInfo Info { get; } = new(id, RuleGroup.Hygiene, need, level, "It is so.")
    {
        Why = "w",
        Fix = "f",
        Passing = "p",
        Failing = "f",
    };

    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings) =>
        check is null ? [new("It is not so.")] : check(model);
}
