using OnnxZc.Checks.Locks;

namespace OnnxZc.Checks;

/// <summary>All that a check found: what every format writes.</summary>
sealed record CheckReport
{
    /// <summary>The policy file, relative to the repository's root; null where defaults stood in.</summary>
    public required string? Policy { get; init; }

    /// <summary>The lock file, relative to the repository's root; null where there is none.</summary>
    public required string? Lock { get; init; }

    /// <summary>OnnxZc's version.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The models that were checked, in ordinal order of their paths.</summary>
    public required IReadOnlyList<ModelChange> Models { get; init; }

    /// <summary>Every rule on every model, then those of the repository.</summary>
    public required IReadOnlyList<RuleResult> Results { get; init; }

    /// <summary>The level from which open violations fail the check.</summary>
    public required RuleLevel FailLevel { get; init; }

    /// <summary>The exit code, the same through every format.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Open violations of a level, over all models.</summary>
    public int Count(RuleLevel level) =>
        Results.Where(result => result.IsOpen && result.Level == level).Sum(result => result.Violations.Length);
}
