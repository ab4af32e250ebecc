using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>Reads what a policy says of rules.</summary>
/// <param name="rules">The rules that there are.</param>
sealed class RuleReader(IReadOnlyList<RuleInfo> rules)
{
    const string LevelKey = "level";

    static readonly Dictionary<string, RuleLevel> _levels = new(StringComparer.Ordinal)
    {
        ["error"] = RuleLevel.Error,
        ["warn"] = RuleLevel.Warn,
        ["off"] = RuleLevel.Off,
    };

    /// <summary>The names of the levels.</summary>
    public static IReadOnlyCollection<string> Levels => _levels.Keys;

    /// <summary>The entries of a map from rules to levels or settings.</summary>
    /// <exception cref="PolicyException">It is no such map, or a name in it is not known.</exception>
    public ImmutableArray<RuleEntry> Read(ConfigNode node)
    {
        var map = node as ConfigMap
            ?? throw new PolicyException(node.Place, $"rules takes a map from rules to levels, not {node.Kind}");
        return [.. map.Entries.Select(entry => Entry(entry.Key, entry.Value))];
    }

    /// <summary>A level.</summary>
    /// <exception cref="PolicyException">It is none.</exception>
    public static RuleLevel Level(ConfigNode node, string what) => node is ConfigScalar { IsEmpty: false } text
        ? _levels.TryGetValue(text.Text, out var level)
            ? level
            : throw ConfigMap.Unknown(text, $"{what} takes error, warn or off, not", [.. Levels])
        : throw new PolicyException(node.Place, $"{what} takes error, warn or off, not {node.Kind}");

    RuleEntry Entry(ConfigScalar name, ConfigNode value)
    {
        var rule = rules.FirstOrDefault(rule => rule.Id == name.Text)
            ?? throw ConfigMap.Unknown(name, "there is no rule", [.. rules.Select(rule => rule.Id)]);
        if (value is not ConfigMap map)
            return new(rule.Id, Level(value, rule.Id), ImmutableDictionary<string, object>.Empty, name.Place);

        map.RequireKnown($"the rule {rule.Id}", [LevelKey, .. rule.Parameters.Select(parameter => parameter.Name)]);
        var values = rule.Parameters
            .Select(parameter => (parameter, Node: map.Entries.FirstOrDefault(e => e.Key.Text == parameter.Name).Value))
            .Where(given => given.Node is not null)
            .ToImmutableDictionary(given => given.parameter.Name, given => RuleValue.Read(given.parameter, given.Node));
        var level = map.Entries.FirstOrDefault(entry => entry.Key.Text == LevelKey).Value;
        return new(rule.Id, level is null ? null : Level(level, $"{rule.Id}.{LevelKey}"), values, name.Place);
    }
}
