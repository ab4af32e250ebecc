using System.CommandLine;
using OnnxZc.Cli.Sweeps;

namespace OnnxZc.Cli.Rankings;

/// <summary><c>onnxzc rank MODEL...</c>.</summary>
sealed class RankCommand
{
    const int UsualParts = 8;

    // Sizes stand beside every proxy: what they alone would have said.
    static readonly string[] _baselines = ["params", "flops"];

    readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Files, folders, globs ('zoo/**/*.onnx'), @FILE with one of these a line, or - for such a list",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly ScoringOptions _scoring = new();

    readonly SweepOptions _sweep = new();

    readonly RankingOptions _ranking = new();

    readonly Option<string?> _emit = TextOption.Of(
        "--emit", "scheduler", "Score nothing: print a job of slurm or k8s that does, in --parts tasks");

    readonly Option<string?> _parts = TextOption.Of(
        "--parts", "N", "Tasks of the job that --emit prints; 8 by default");

    readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Score nothing: tell what would be scored, what the store has already, and what the rest costs",
    };

    readonly ReportOptions _report = new(hasPage: true);

    IEnumerable<Option> Reporting => [.. _ranking.All, .. _report.All];

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new RankCommand();
        var command = new Command("rank", "Score models, put them in order and say which proxies to believe.")
        {
            syntax._models,
        };
        IEnumerable<Option> options = [.. syntax._scoring.OfNumbers, .. syntax._sweep.All, .. syntax.Reporting];
        foreach (var option in options.Concat([syntax._emit, syntax._parts, syntax._dryRun]))
            command.Add(option);
        command.SetAction(parsed => syntax.Job(parsed, terminal) is { } job
            ? Print(job, terminal)
            : new RankRun(syntax.Bind(parsed, globals, terminal), terminal, backend).Execute());
        return command;
    }

    RankRequest Bind(ParseResult parsed, GlobalOptions globals, Terminal terminal)
    {
        var options = _scoring.BindChecked(parsed);
        var ranking = _ranking.Bind(parsed);
        string[] more = [.. ranking.NamesOf(options.Known.Names), .. _baselines];
        more = [.. more.Distinct().Where(name => !Has(options, name))];
        options = options with { Proxies = [.. options.Proxies, .. more] };
        var score = _report.Bind(parsed, globals, terminal) with
        {
            Models = parsed.GetValue(_models) ?? [],
            Options = options,
            WorkerArguments = [.. _scoring.Given(parsed), $"--proxies={string.Join(',', options.Proxies)}"],
            Budget = _scoring.Budget(parsed),
        };
        var sweep = _sweep.Bind(parsed, _scoring, terminal.Environment);
        return new(score, sweep, ranking, parsed.GetValue(_dryRun));
    }

    // Under the very name for what is asked for by it, under any for the sizes.
    static bool Has(ScoreOptions options, string name) =>
        options.Proxies.Contains(name)
        || (_baselines.Contains(name) && options.Proxies.Any(other => options.Known.Find(other)?.Name == name));

    string? Job(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_emit) is not { } text)
            return parsed.GetValue(_parts) is null ? null : throw new UsageException("--parts goes with --emit");
        if (parsed.GetValue(_dryRun))
            throw new UsageException("--emit and --dry-run each print something else than a ranking: give one of them");
        var scheduler = OptionValues.Choice<Scheduler>("--emit", text);
        var store = _sweep.StoreOf(parsed) ?? throw new UsageException(
            "--emit needs --store FILE: the tasks keep their scores beside it, and they are merged into it");
        var sweep = _sweep.Bind(parsed, _scoring, terminal.Environment);
        return new SweepJob(
            [.. parsed.GetValue(_models) ?? [], .. _scoring.Given(parsed), .. _sweep.GivenWorkers(parsed)],
            OptionValues.Given(parsed, Reporting),
            store,
            parsed.Value(_parts, (name, number) => OptionValues.Count(name, number, 1), UsualParts),
            Math.Max(1, sweep.Threads) * sweep.Workers).For(scheduler);
    }

    static int Print(string job, Terminal terminal)
    {
        terminal.Out.Write(job);
        return ExitCode.Ok;
    }
}
