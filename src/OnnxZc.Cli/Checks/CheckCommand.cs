using System.CommandLine;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc check [MODEL...]</c>.</summary>
sealed class CheckCommand
{
    readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Files, folders or globs to check; by default the policy's models",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly PolicyOptions _policy = new();

    readonly Option<bool> _staticOnly = new("--static-only")
    {
        Description = "Only the rules that read files: no model is run, no native library is loaded",
    };

    readonly Option<string?> _changedSince = TextOption.Of(
        "--changed-since", "revision", "Only models that git says changed since, with the files of their weights");

    readonly Option<string?> _failLevel = TextOption.Of(
        "--fail-level", "level", "What fails the check: warn, error (the default) or off");

    readonly Option<bool> _exitZero = new("--exit-zero")
    {
        Description = "Exit with 0 whatever is found; but not where nothing could be checked",
    };

    readonly Option<string[]> _format = TextOption.Several(
        "--format",
        "formats",
        $"{string.Join(", ", PolicyContext.FormatNames)}; FORMAT=FILE writes a file, several have commas between",
        "-f");

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new CheckCommand();
        var command = new Command("check", "Check a repository's models against its policy and its lock file.")
        {
            syntax._models,
        };
        IEnumerable<Option> own =
            [syntax._staticOnly, syntax._changedSince, syntax._failLevel, syntax._exitZero, syntax._format];
        foreach (var option in own.Concat(syntax._policy.All))
            command.Add(option);
        command.SetAction(parsed => new CheckRun(
            syntax.Bind(parsed, globals, terminal), globals.PaletteFor(parsed, terminal), terminal, backend).Execute());
        return command;
    }

    CheckRequest Bind(ParseResult parsed, GlobalOptions globals, Terminal terminal)
    {
        var context = PolicyContext.Read(_policy, parsed, globals, terminal);
        return new(context)
        {
            Models = parsed.GetValue(_models) ?? [],
            IsStaticOnly = parsed.GetValue(_staticOnly),
            ChangedSince = parsed.GetValue(_changedSince),
            FailLevel = FailLevelOf(parsed.GetValue(_failLevel), context.Policy, terminal.Environment).Level,
            ExitZero = parsed.GetValue(_exitZero),
            Outputs = OutputsOf(parsed.GetValue(_format) ?? [], context, terminal.Environment).Outputs,
        };
    }

    /// <summary>The level that fails a check, and who said so.</summary>
    /// <exception cref="UsageException">There is no such level.</exception>
    public static (RuleLevel Level, string Origin) FailLevelOf(
        string? given, Policy policy, Func<string, string?> environment)
    {
        const string Variable = "ONNXZC_FAIL_LEVEL";
        if (given is not null)
            return (OptionValues.Choice<RuleLevel>("--fail-level", given), "--fail-level");
        if (environment(Variable) is { Length: > 0 } text)
            return (OptionValues.Choice<RuleLevel>(Variable, text), Variable);
        return policy.FailLevel is { } said
            ? (said.Level, $"{said.Place.File}:{said.Place.Line}:{said.Place.Column}")
            : (RuleLevel.Error, SettingLayers.BuiltIn);
    }

    /// <summary>The reports to write, and who said so.</summary>
    /// <exception cref="UsageException">There is no such form, or two go to one place.</exception>
    public static (IReadOnlyList<CheckOutput> Outputs, string Origin) OutputsOf(
        string[] given, PolicyContext context, Func<string, string?> environment)
    {
        const string Variable = "ONNXZC_FORMAT";
        if (given.Length > 0)
            return (CheckOutput.Parse(given), "--format");
        if (environment(Variable) is { Length: > 0 } text)
            return (CheckOutput.Parse([text]), Variable);
        var outputs = CheckOutput.Complete(context.Policy.Outputs.Select(output => new CheckOutput(
            CheckFormatCatalog.Find(output.Format)!,
            output.Path == "-" ? null : Path.Combine(context.Place.Folder, output.Path))));
        return context.Policy.Outputs is [{ Place: var place }, ..]
            ? (outputs, $"{place.File}:{place.Line}:{place.Column}")
            : (outputs, SettingLayers.BuiltIn);
    }
}
