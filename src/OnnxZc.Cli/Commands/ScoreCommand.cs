using System.CommandLine;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc score MODEL...</c>.</summary>
sealed class ScoreCommand
{
    readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Files, folders, globs ('zoo/**/*.onnx'), networks of search spaces (nb201:4421, "
            + "'nb201:sample(100,seed=0)'; see onnxzc cells), @FILE with one of these a line, or - for such a list",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly ScoringOptions _scoring = new();

    readonly ReportOptions _report = new();

    readonly Option<bool> _explain = new("--explain")
    {
        Description = "Tell which passes are run, for whom, and at what estimated cost",
    };

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new ScoreCommand();
        var command = new Command("score", "Score models by zero-cost proxies.") { syntax._models };
        foreach (var option in syntax._scoring.All.Append(syntax._explain).Concat(syntax._report.All))
            command.Add(option);
        command.SetAction(parsed => new ScoreRun(syntax.Bind(parsed, globals, terminal), terminal, backend).Execute());
        return command;
    }

    ScoreRequest Bind(ParseResult parsed, GlobalOptions globals, Terminal terminal) =>
        _report.Bind(parsed, globals, terminal) with
        {
            Models = parsed.GetValue(_models) ?? [],
            Options = _scoring.BindChecked(parsed),
            WorkerArguments = _scoring.Given(parsed),
            Budget = _scoring.Budget(parsed),
            Explain = parsed.GetValue(_explain),
        };
}
