using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using OnnxZc.Checks.Policies;
using OnnxZc.Cli.Cells;
using OnnxZc.Cli.Checks;
using OnnxZc.Cli.Commands;
using OnnxZc.Cli.Differences;
using OnnxZc.Cli.Rankings;
using OnnxZc.Cli.Stores;
using OnnxZc.Comparisons;
using OnnxZc.Data;
using OnnxZc.Plugins;
using OnnxZc.Reports;
using OnnxZc.Store;

namespace OnnxZc.Cli;

/// <summary>The program between its arguments and its exit code.</summary>
static class CommandLine
{
    const int BrokenPipeError = 32;

    static readonly ParserConfiguration _configuration = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command and returns its exit code. Nothing is thrown.</summary>
    public static int Run(string[] args, Terminal terminal, Backend backend)
    {
        var isVerbose = args.Contains("--verbose") || args.Contains("-v");
        try
        {
            var code = Invoke(args, terminal, backend);
            terminal.Out.Flush();
            return code;
        }
        catch (Exception e) when (e is UsageException or DataException or PluginException or StoreException
            or ComparisonException or PolicyException)
        {
            return Fail(terminal, e.Message, isVerbose ? e : null, ExitCode.Usage);
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) == BrokenPipeError)
        {
            return ExitCode.BrokenPipe;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, $"reading or writing failed: {e.Message}", isVerbose ? e : null, ExitCode.Usage);
        }
        catch (Exception e)
        {
            var what = $"{e.GetType().Name}: {e.Message}";
            var message = $"this is a defect of onnxzc ({what}); please report it with the output of --verbose";
            return Fail(terminal, message, isVerbose ? e : null, ExitCode.Defect);
        }
    }

    static int Invoke(string[] args, Terminal terminal, Backend backend)
    {
        var root = Root(terminal, backend);
        if (args.Length == 0)
        {
            root.Parse(["--help"], _configuration).Invoke(new() { Output = terminal.Error });
            return ExitCode.Usage;
        }

        var parsed = root.Parse(args, _configuration);
        if (parsed.Action is not (HelpText or VersionCommand) && ProblemOf(parsed) is { } problem)
            throw new UsageException(problem);
        return parsed.Invoke(new()
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    static RootCommand Root(Terminal terminal, Backend backend)
    {
        var globals = new GlobalOptions();
        var root = new RootCommand("Scores neural networks from their ONNX files without training them.")
        {
            ScoreCommand.Create(globals, terminal, backend),
            RankCommand.Create(globals, terminal, backend),
            ReportCommand.Create(globals, terminal, backend),
            DiffCommand.Create(globals, terminal, backend),
            CheckCommand.Create(globals, terminal, backend),
            LockCommand.Create(globals, terminal, backend),
            InitCommand.Create(globals, terminal, backend),
            ConfigCommand.Create(globals, terminal),
            ExplainCommand.Create(globals, terminal),
            WorkerCommand.Create(terminal, backend),
            ListCommand.Create(globals, terminal),
            DoctorCommand.Create(globals, terminal, backend),
            StripCommand.Create(globals, terminal),
            StoreCommand.Create(globals, terminal),
            CellsCommand.Create(globals, terminal),
        };
        globals.AddTo(root);
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
                help.Action = new HelpText((HelpAction)help.Action!);
            else if (option is VersionOption version)
                version.Action = new VersionCommand(terminal, backend);
        }

        return root;
    }

    static string? ProblemOf(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (UnknownOption(parsed) is { } option)
            return $"there is no option '{option}'{NearestName.Hint(option, OptionNames(parsed))}{HelpHint(command)}";
        var verbs = command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).ToList();
        return parsed switch
        {
            { UnmatchedTokens: [var verb, ..] } when verbs.Count > 0 =>
                $"there is no command '{PathOf(command, verb)}'{NearestName.Hint(verb, verbs)}{HelpHint(command)}",
            { UnmatchedTokens: [var extra, ..] } => $"'{extra}' is one argument too many{HelpHint(command)}",
            { Errors.Count: 0 } => null,
            _ when verbs.Count > 0 => $"say what to do: {string.Join(", ", verbs)}{HelpHint(command)}",
            { Errors: [{ SymbolResult: CommandResult or ArgumentResult { Tokens.Count: 0 } } error, ..] } =>
                $"name a {NounOf(error, command)}: "
                + $"onnxzc {PathOf(command, command.Arguments.Select(a => a.Name))}{HelpHint(command)}",
            _ => $"{parsed.Errors[0].Message.TrimEnd('.')}{HelpHint(command)}",
        };
    }

    static string NounOf(ParseError error, Command command) =>
        ((error.SymbolResult as ArgumentResult)?.Argument ?? command.Arguments[0]).Name.ToLowerInvariant();

    // An unknown option is taken for an argument where a command has arguments.
    static string? UnknownOption(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-');

    static IEnumerable<string> OptionNames(ParseResult parsed) => parsed.CommandResult.Command.Options
        .Concat(parsed.RootCommandResult.Command.Options)
        .SelectMany(option => option.Aliases.Prepend(option.Name))
        .Where(name => name.StartsWith("--", StringComparison.Ordinal));

    static string HelpHint(Command command) => $"; see onnxzc {PathOf(command, "--help")}";

    static string PathOf(Command command, params IEnumerable<string> more) => string.Join(
        ' ',
        command.Parents.OfType<Command>()
            .Append(command)
            .Where(part => part is not RootCommand)
            .Select(part => part.Name)
            .Concat(more));

    static int Fail(Terminal terminal, string message, Exception? trace, int code)
    {
        terminal.Error.WriteLine($"onnxzc: {TerminalText.Clean(message)}");
        if (trace is not null)
            terminal.Error.WriteLine(string.Join('\n', trace.ToString().Split('\n').Select(TerminalText.Clean)));
        return code;
    }
}
