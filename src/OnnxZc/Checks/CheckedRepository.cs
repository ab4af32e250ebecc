using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Checks;

/// <summary>All models of a check, the policy and the lock file.</summary>
/// <param name="Models">The models, in ordinal order of their paths.</param>
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

    /// <summary>Whether only some of the policy's models are checked, as by <c>--changed-since</c>.</summary>
    public bool IsPart { get; init; }
}
