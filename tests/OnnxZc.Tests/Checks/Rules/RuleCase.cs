using OnnxZc.Checks;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>A rule under some settings with a model that passes and one that fails.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Claim">What the case is about.</param>
/// <param name="Expected">What one of the violations says of the failing model.</param>
sealed record RuleCase(string Rule, string Claim, string Expected)
{
    public (string Name, object Value)[] Settings { get; init; } = [];

    public required Func<TempFolder, CheckedModel> Passing { get; init; }

    public required Func<TempFolder, CheckedModel> Failing { get; init; }

    public override string ToString() => $"{Rule}: {Claim}";

    /// <summary>What the rule says of a model, under these settings over the rule's own.</summary>
    public Violation[] Check(Func<TempFolder, CheckedModel> make)
    {
        using var folder = new TempFolder();
        return Checked.By(Rule, make(folder), Settings);
    }
}
