using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Checks;

/// <summary>All models of a check, the policy and the lock file.</summary>
/// <param name="Models">The models, in ordinal order of their paths, without their graphs.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Lock">The lock file; null where there is none.</param>
sealed record CheckedRepository(IReadOnlyList<CheckedModel> Models, Policy Policy, LockFile? Lock)
{
    /// <summary>
    /// What model rules found, and repository rules before this one, waived or not.
    /// </summary>
    public required IReadOnlyList<RuleResult> Results { get; init; }

    /// <summary>The day on which waivers are judged.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Every model beside what the lock file says, those that are gone too, by path.</summary>
    public IReadOnlyList<ModelChange> Changes { get; init; } = [];

    /// <summary>The globs of the policy that match no file, with their places.</summary>
    public IReadOnlyList<EmptyPattern> EmptyPatterns { get; init; } = [];

    /// <summary>The settings under which models were scored, a <c>name=value</c> each; empty where none were.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Whether only some of the policy's models are checked, as by <c>--changed-since</c>.</summary>
    public bool IsPart { get; init; }
}
