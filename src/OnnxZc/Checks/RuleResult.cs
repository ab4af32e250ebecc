using System.Collections.Immutable;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Checks;

/// <summary>What became of one rule on one model, or on the repository as a whole.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level">Its level there.</param>
/// <param name="Model">The model's path; empty for the repository as a whole.</param>
sealed record RuleResult(RuleInfo Rule, RuleLevel Level, string Model)
{
    /// <summary>What does not hold, the worst first; empty where the rule holds.</summary>
    public ImmutableArray<Violation> Violations { get; init; } = [];

    /// <summary>Why the rule was not looked at; null when it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>What excuses the violations; null when nothing does.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Where the policy sets the rule; null where it stands by default.</summary>
    public PolicyPlace? Place { get; init; }

    /// <summary>Whether the rule was looked at and nothing was found.</summary>
    public bool Holds => Skipped is null && Violations.IsEmpty;

    /// <summary>Whether it counts against the verdict.</summary>
    public bool IsOpen => !Violations.IsEmpty && Waiver is null;
}
