using System.CommandLine;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Cli.Checks;

/// <summary>A repository, its policy and the settings that hold for a command line.</summary>
/// <param name="Place">Where things are.</param>
/// <param name="Policy">What is demanded.</param>
/// <param name="Settings">Every setting as it holds.</param>
/// <param name="Plan">How to score.</param>
sealed record PolicyContext(
    RepositoryPlace Place, Policy Policy, IReadOnlyList<SettingValue> Settings, CheckScoring Plan)
{
    /// <summary>The policy's folder below the root, with a slash at its end; empty for the root.</summary>
    public string Base => Policy.Base;

    /// <summary>Reads what holds for a command line.</summary>
    /// <exception cref="PolicyException">A file is wrong.</exception>
    /// <exception cref="UsageException">A setting has a value that means nothing.</exception>
    public static PolicyContext Read(
        PolicyOptions options, ParseResult parsed, GlobalOptions globals, Terminal terminal)
    {
        var place = RepositoryPlace.Of(".", options.PolicyOf(parsed, terminal.Environment));
        var policy = place.PolicyFile is { } file
            ? new PolicyReader(RuleCatalog.Infos, FormatNames).Read(file, place.PolicyPath!)
            : new Policy(null);
        var user = UserFile(terminal.Environment);
        IReadOnlyList<PolicySetting> own = user is null ? [] : PolicyReader.ReadUser(user);
        var settings = SettingLayers.Resolve(
            parsed,
            options.OfSettings,
            terminal.Environment,
            (policy.Settings, place.Folder),
            (own, Path.GetDirectoryName(user) ?? ""));
        var plan = new SettingBinder().Bind(settings, options.Others(parsed));
        return new(place, policy, settings, plan with
        {
            Score = plan.Score with { IsQuiet = globals.IsQuiet(parsed), IsVerbose = globals.IsVerbose(parsed) },
        });
    }

    /// <summary>The names of the forms of reports.</summary>
    public static IReadOnlyCollection<string> FormatNames { get; } =
        [.. CheckFormatCatalog.All.Select(format => format.Name)];

    /// <summary>The lock file, marked where it is no baseline for now; null where there is none.</summary>
    /// <exception cref="PolicyException">It cannot be read.</exception>
    public LockFile? Lock()
    {
        var found = LockReader.Read(Place.LockFile, Place.LockPath, Base);
        return found is null or { Incompatible: not null } || found.Conventions == LockedModels.Conventions
            ? found
            : found with
            {
                Incompatible = $"its sizes are counted by '{found.Conventions}', and this version of onnxzc counts by "
                    + $"'{LockedModels.Conventions}'",
            };
    }

    /// <summary>All that a model's file tells; null when reading it takes longer than a model may.</summary>
    /// <param name="path">The model, relative to the root.</param>
    public CheckedModel? Inspect(string path) => TimeLimit.Run(
        () => ModelInspection.Of(
            path, Place.FullPathOf(path), Plan.Score.Options.Limits, Plan.Score.Options.Dimensions),
        Plan.Score.Budget.Time);

    static string? UserFile(Func<string, string?> environment)
    {
        var folder = environment("XDG_CONFIG_HOME") is { Length: > 0 } given ? given
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : null;
        var file = folder is null ? null : Path.Combine(folder, "onnxzc", "config.yaml");
        return File.Exists(file) ? file : null;
    }
}
