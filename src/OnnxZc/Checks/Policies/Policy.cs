using System.Collections.Immutable;
using OnnxZc.Naming;

namespace OnnxZc.Checks.Policies;

/// <summary>What a repository demands of its models.</summary>
/// <param name="Path">The file, relative to the repository's root; null where defaults stand in.</param>
sealed record Policy(string? Path)
{
    /// <summary>The glob where a policy names none.</summary>
    public const string EveryModel = "**/*.onnx";

    /// <summary>What globs are relative to: the policy's folder, below the root, with a slash at its end.</summary>
    public string Base { get; init; } = Path is not null && Path.LastIndexOf('/') is >= 0 and var at
        ? Path[..(at + 1)]
        : "";

    /// <summary>The models.</summary>
    public ImmutableArray<PolicyGlob> Models { get; init; } = [new(EveryModel, null)];

    /// <summary>How to score.</summary>
    public ImmutableArray<PolicySetting> Settings { get; init; } = [];

    /// <summary>What it says of rules.</summary>
    public ImmutableArray<RuleEntry> Rules { get; init; } = [];

    /// <summary>What it says of rules for some models; of several the last wins.</summary>
    public ImmutableArray<PolicyOverride> Overrides { get; init; } = [];

    /// <summary>What excuses violations.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>The reports to write.</summary>
    public ImmutableArray<PolicyOutput> Outputs { get; init; } = [];

    /// <summary>The level from which violations fail a check; null where it says none.</summary>
    public (RuleLevel Level, PolicyPlace Place)? FailLevel { get; init; }

    /// <summary>Whether a glob of the policy matches a model.</summary>
    /// <param name="glob">The glob, relative to the policy's folder; or a path.</param>
    /// <param name="model">The model, relative to the repository's root; empty for the repository as a whole.</param>
    public bool Matches(string glob, string model) =>
        model.StartsWith(Base, StringComparison.Ordinal)
        && (glob == model[Base.Length..] || GlobPattern.MatchesPath(glob, model[Base.Length..]));

    /// <summary>A rule's level and settings.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="model">The model, relative to the repository's root; empty for the repository as a whole.</param>
    public RuleSettings SettingsOf(RuleInfo rule, string model) => SettingsOf(
        rule,
        Overrides
            .Where(part => part.Models.Any(glob => Matches(glob.Pattern, model)))
            .SelectMany(part => part.Rules)
            .Prepend(Rules.FirstOrDefault(entry => entry.Rule == rule.Id))
            .OfType<RuleEntry>()
            .Where(entry => entry.Rule == rule.Id));

    /// <summary>A rule's level and settings after what is said of it; what comes later wins.</summary>
    public static RuleSettings SettingsOf(RuleInfo rule, IEnumerable<RuleEntry> entries) => entries.Aggregate(
        new RuleSettings(
            rule.Default,
            rule.Parameters.Where(parameter => parameter.Default is not null)
                .ToImmutableDictionary(parameter => parameter.Name, parameter => parameter.Default!),
            null),
        With);

    // To give a rule settings is to want it.
    static RuleSettings With(RuleSettings settings, RuleEntry entry) => new(
        entry.Level ?? (settings is { Level: RuleLevel.Off, Place: null } ? RuleLevel.Error : settings.Level),
        settings.Values.SetItems(entry.Values),
        entry.Place);
}
