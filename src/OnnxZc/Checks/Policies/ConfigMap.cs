using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>A map; no key is there twice.</summary>
/// <param name="Entries">Its entries as they stand.</param>
/// <param name="Place">Where it begins.</param>
sealed record ConfigMap(ImmutableArray<KeyValuePair<ConfigScalar, ConfigNode>> Entries, PolicyPlace Place)
    : ConfigNode(Place)
{
    /// <summary>The value of a key; null where it is not there, or nothing is written behind it.</summary>
    public ConfigNode? this[string key] =>
        Entries.FirstOrDefault(entry => entry.Key.Text == key).Value is { IsEmpty: false } value ? value : null;

    /// <summary>Makes sure that every key is one of those that are known.</summary>
    /// <param name="what">What the keys are, such as <c>a waiver</c>.</param>
    /// <param name="known">The keys.</param>
    /// <exception cref="PolicyException">One is not.</exception>
    public void RequireKnown(string what, IReadOnlyCollection<string> known)
    {
        foreach (var (key, _) in Entries)
        {
            if (!known.Contains(key.Text))
                throw Unknown(key, $"{what} has no key", known);
        }
    }

    /// <summary>The error of a name that is none of those known.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What is said before it.</param>
    /// <param name="known">What it may be.</param>
    public static PolicyException Unknown(ConfigScalar name, string what, IReadOnlyCollection<string> known)
    {
        var hint = Naming.NearestName.Hint(name.Text, known);
        const int FewEnough = 12;
        var all = hint.Length == 0 && known.Count <= FewEnough ? $"; known are {string.Join(", ", known)}" : hint;
        return new(name.Place, $"{what} '{name.Text}'{all}");
    }
}
