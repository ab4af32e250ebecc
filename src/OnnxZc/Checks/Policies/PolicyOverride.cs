using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>What a policy says of rules for some of its models.</summary>
/// <param name="Models">The globs of the models, relative to the policy's folder.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Place">Where it stands.</param>
sealed record PolicyOverride(ImmutableArray<PolicyGlob> Models, ImmutableArray<RuleEntry> Rules, PolicyPlace Place);
