using System.Collections.Immutable;

namespace OnnxZc.Checks;

/// <summary>A rule's level and settings for one model, after overrides.</summary>
/// <param name="Level">What a violation means; never <see cref="RuleLevel.Off"/> when a rule is asked.</param>
/// <param name="Values">The settings by name, of the types that <see cref="RuleParameter.Default"/> may have.</param>
/// <param name="Place">Where the policy sets the rule; null where it stands by default.</param>
sealed record RuleSettings(RuleLevel Level, ImmutableDictionary<string, object> Values, PolicyPlace? Place)
{
    /// <summary>A number, size or share; null where none is set.</summary>
    public double? Number(string name) => Values.GetValueOrDefault(name) as double?;

    /// <summary>Whether a flag is set to true.</summary>
    public bool Flag(string name) => Values.GetValueOrDefault(name) is true;

    /// <summary>A text; null where none is set.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name) as string;

    /// <summary>A list of texts; empty where none is set.</summary>
    public ImmutableArray<string> Texts(string name) => Values.GetValueOrDefault(name) is ImmutableArray<string> texts
        ? texts
        : [];

    /// <summary>Whether the policy, or the rule itself, says anything of a setting.</summary>
    public bool Has(string name) => Values.ContainsKey(name);
}
