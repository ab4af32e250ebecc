using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>What a policy says of a rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Level">The level; null where it says none.</param>
/// <param name="Values">The settings.</param>
/// <param name="Place">Where it stands.</param>
sealed record RuleEntry(
    string Rule, RuleLevel? Level, ImmutableDictionary<string, object> Values, PolicyPlace Place);
