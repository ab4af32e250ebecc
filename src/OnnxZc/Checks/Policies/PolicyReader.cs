using System.Collections.Immutable;
using System.Globalization;

namespace OnnxZc.Checks.Policies;

/// <summary>Makes a policy of a YAML file; whatever is not known is an error with its place.</summary>
/// <param name="rules">The rules that there are.</param>
/// <param name="formats">The forms in which reports are written.</param>
sealed class PolicyReader(IReadOnlyList<RuleInfo> rules, IReadOnlyCollection<string> formats)
{
    /// <summary>The keys of a policy.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["models", "settings", "rules", "overrides", "waivers", "outputs", "fail-level"];

    /// <summary>The keys of a user's own file, which holds for every repository: nothing of what one demands.</summary>
    public static IReadOnlyList<string> UserKeys { get; } = ["settings"];

    static readonly string[] _overrideKeys = ["models", "rules"];
    static readonly string[] _waiverKeys = ["rule", "model", "reason", "until", "sha256"];

    readonly RuleReader _rules = new(rules);

    /// <summary>Reads a policy.</summary>
    /// <param name="path">The file, as it is opened.</param>
    /// <param name="file">The file, relative to the repository's root.</param>
    /// <exception cref="PolicyException">It is wrong somewhere.</exception>
    public Policy Read(string path, string file)
    {
        var map = MapOf(YamlReader.ReadFile(path, file), "a policy", Keys);
        var policy = new Policy(file)
        {
            Models = map["models"] is { } models ? Globs(models, mayExclude: true) : [new(Policy.EveryModel, null)],
            Settings = map["settings"] is { } settings ? SettingReader.Read(settings) : [],
            Rules = map["rules"] is { } named ? _rules.Read(named) : [],
            Overrides = [.. ItemsOf(map["overrides"], "overrides").Select(Override)],
            Waivers = [.. ItemsOf(map["waivers"], "waivers").Select(Waiver)],
            Outputs = Outputs(map["outputs"]),
            FailLevel = map["fail-level"] is { } level ? (RuleReader.Level(level, "fail-level"), level.Place) : null,
        };
        RequireSettings(policy);
        return policy;
    }

    // A rule that is on and has nothing to hold a model against could not fail.
    void RequireSettings(Policy policy)
    {
        foreach (var rule in rules.Where(rule => rule.AtLeastOneOf.Length > 0))
        {
            var whole = policy.Rules.Where(entry => entry.Rule == rule.Id).ToArray();
            var parts = policy.Overrides.SelectMany(part => part.Rules.Where(entry => entry.Rule == rule.Id));
            foreach (var entries in parts.Select(part => whole.Append(part)).Prepend(whole))
            {
                var settings = Policy.SettingsOf(rule, entries);
                if (settings.Level != RuleLevel.Off && !rule.AtLeastOneOf.Any(settings.Has))
                {
                    var any = string.Join(", ", rule.AtLeastOneOf);
                    throw new PolicyException(
                        settings.Place ?? new(policy.Path!, 1, 1),
                        $"the rule {rule.Id} needs one of {any}, or it could not fail");
                }
            }
        }
    }

    /// <summary>Reads the settings of a user's own file.</summary>
    /// <exception cref="PolicyException">It is wrong somewhere.</exception>
    public static ImmutableArray<PolicySetting> ReadUser(string path)
    {
        var root = YamlReader.ReadFile(path, path);
        if (root is ConfigMap all && all.Entries.FirstOrDefault(entry => Keys.Contains(entry.Key.Text)
            && !UserKeys.Contains(entry.Key.Text)).Key is { } key)
        {
            throw new PolicyException(
                key.Place, $"'{key.Text}' belongs into a repository's onnxzc.yaml: it would hold for every repository");
        }

        var map = MapOf(root, "a user's file", UserKeys);
        return map["settings"] is { } settings ? SettingReader.Read(settings) : [];
    }

    PolicyOverride Override(ConfigNode node)
    {
        var map = MapOf(node, "an override", _overrideKeys);
        var models = map["models"]
            ?? throw new PolicyException(node.Place, "an override needs models: a list of globs");
        var named = map["rules"] ?? throw new PolicyException(node.Place, "an override needs rules");
        return new(Globs(models, mayExclude: false), _rules.Read(named), node.Place);
    }

    Waiver Waiver(ConfigNode node)
    {
        var map = MapOf(node, "a waiver", _waiverKeys);
        var rule = Text(map, "rule", "the id of a rule");
        if (rules.All(known => known.Id != rule.Text))
            throw ConfigMap.Unknown(rule, "there is no rule", [.. rules.Select(known => known.Id)]);
        var model = Text(map, "model", "a model's path or a glob");
        var reason = Text(map, "reason", "why the model is excused");
        if (string.IsNullOrWhiteSpace(reason.Text))
            throw new PolicyException(reason.Place, "the reason is empty; say why the model is excused");
        return new(rule.Text, Glob(model).Text, reason.Text.Trim(), node.Place)
        {
            Until = map["until"] is { } until ? Day(until) : null,
            FileHash = map["sha256"] is { } hash ? Hash(hash) : null,
        };
    }

    ImmutableArray<PolicyOutput> Outputs(ConfigNode? node)
    {
        if (node is null)
            return [];
        var map = node as ConfigMap
            ?? throw new PolicyException(node.Place, $"outputs takes a map from formats to files, not {node.Kind}");
        return [.. map.Entries.Select(entry => Output(entry.Key, entry.Value))];
    }

    PolicyOutput Output(ConfigScalar format, ConfigNode node)
    {
        if (!formats.Contains(format.Text))
            throw ConfigMap.Unknown(format, "there is no format", formats);
        if (node is not ConfigScalar { IsEmpty: false } file)
            throw new PolicyException(node.Place, $"{format.Text} takes a file or -, not {node.Kind}");
        return IsOutside(file.Text)
            ? throw new PolicyException(
                file.Place, $"'{file.Text}' lies outside of the policy's folder; name a file in it")
            : new(format.Text, file.Text, format.Place);
    }

    static ImmutableArray<PolicyGlob> Globs(ConfigNode node, bool mayExclude)
    {
        var list = node as ConfigList ?? new([node], node.Place);
        ImmutableArray<PolicyGlob> globs = [.. list.Items.Select(Glob)];
        if (globs.FirstOrDefault(glob => glob.Excludes && !mayExclude) is { } wrong)
        {
            throw new PolicyException(
                wrong.Place!, "an override names the models it is for, not others: leave out the !");
        }

        return globs.Any(glob => !glob.Excludes)
            ? globs
            : throw new PolicyException(node.Place, "models needs a glob that names some, such as models/**/*.onnx");
    }

    static PolicyGlob Glob(ConfigNode node)
    {
        if (node is not ConfigScalar { IsEmpty: false, Text: not "" } text)
            throw new PolicyException(node.Place, $"a glob is a text such as models/**/*.onnx, not {node.Kind}");
        var glob = new PolicyGlob(text.Text, text.Place);
        return IsOutside(glob.Pattern)
            ? throw new PolicyException(
                text.Place, $"'{text.Text}' lies outside of the policy's folder; globs are relative to it")
            : glob;
    }

    static bool IsOutside(string path) =>
        path.StartsWith('/') || path.Contains('\\') || path.Split('/').Contains("..") || path.Contains('\0');

    static ConfigScalar Text(ConfigMap map, string key, string what) => map[key] switch
    {
        ConfigScalar text => text,
        null => throw new PolicyException(map.Place, $"a waiver needs {key}: {what}"),
        var other => throw new PolicyException(other.Place, $"{key} takes {what}, not {other.Kind}"),
    };

    static DateOnly Day(ConfigNode node) =>
        node is ConfigScalar { Text: var text } && DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new PolicyException(node.Place, $"until takes a day such as 2030-12-31, not {node.Kind}");

    static string Hash(ConfigNode node)
    {
        const int Digits = 64;
        return node is ConfigScalar { Text.Length: Digits } text && text.Text.All(char.IsAsciiHexDigit)
            ? text.Text.ToLowerInvariant()
            : throw new PolicyException(
                node.Place, $"sha256 takes the {Digits} hexadecimal digits that sha256sum prints, not {node.Kind}");
    }

    static IEnumerable<ConfigNode> ItemsOf(ConfigNode? node, string key) => node switch
    {
        null => [],
        ConfigList list => list.Items,
        _ => throw new PolicyException(node.Place, $"{key} takes a list, not {node.Kind}"),
    };

    static ConfigMap MapOf(ConfigNode node, string what, IReadOnlyCollection<string> keys)
    {
        var map = node as ConfigMap
            ?? throw new PolicyException(node.Place, $"{what} is a map of {string.Join(", ", keys)}, not {node.Kind}");
        map.RequireKnown(what, keys);
        return map;
    }
}
