using System.CommandLine;
using OnnxZc.Cli.Workers;
using OnnxZc.Data;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Proxies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc score MODEL...</c>.</summary>
sealed class ScoreCommand
{
    readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Files, folders, globs ('zoo/**/*.onnx'), @FILE with one of these a line, or - for such a list",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<string[]> _proxies = new("--proxies", "-p")
    {
        Description = "Proxies by name, comma between; all by default",
        HelpName = "names",
    };

    readonly Option<string?> _data = new("--data")
    {
        Description = "noise (the default), ones, FILE.npz, FILE.npz#IMAGES,LABELS, or images such as cifar10:PATH; "
            + "onnxzc list data shows all",
        HelpName = "source",
    };

    readonly DrawingOptions _drawing = new();

    readonly Option<string?> _batchSize = new("--batch-size")
    {
        Description = "N samples; an npz is taken whole by default",
        HelpName = "N",
    };

    readonly Option<string[]> _dimensions = new("--dim")
    {
        Description = "The size of a free dimension, such as sequence=128",
        HelpName = "name=size",
    };

    readonly Option<string[]> _inputs = new("--input")
    {
        Description = "Shape, type and range of an input, such as ids=Nx128:int64:0:30522",
        HelpName = "name=shape:type[:low:high]",
    };

    readonly Option<string?> _modelOutput = new("--model-output")
    {
        Description = "The output to differentiate; the first of floating-point numbers by default",
        HelpName = "name",
    };

    readonly Option<string?> _loss = new("--loss")
    {
        Description = "ce (cross-entropy, the default where the output has a class axis), mse (else) or sum",
        HelpName = "loss",
    };

    readonly Option<string?> _seed = new("--seed")
    {
        Description = "The seed of everything random; 0 by default",
        HelpName = "S",
    };

    readonly Option<string?> _init = new("--init")
    {
        Description = "Weights: as-is (the default), default (PyTorch's), kaiming, xavier, normal, orthogonal, or "
            + "default-, kaiming-, xavier- or orthogonal-zero-bias",
        HelpName = "scheme",
    };

    readonly Option<string?> _batchNorm = new("--bn")
    {
        Description = "BatchNormalization by the batch's statistics (batch, the default) or the file's (running)",
        HelpName = "mode",
    };

    readonly Option<string?> _precision = new("--dtype")
    {
        Description = "What the network computes in: float32 (the default) or float64",
        HelpName = "type",
    };

    readonly Option<string?> _device = new("--device")
    {
        Description = "cpu (the default), cuda or cuda:N",
        HelpName = "device",
    };

    readonly Option<string?> _threads = new("--threads")
    {
        Description = "Threads of the native engines; 0, the default, for all cores",
        HelpName = "N",
    };

    readonly Option<string?> _format = new("--format", "-f")
    {
        Description = "table (the default), json, jsonl, csv or markdown",
        HelpName = "format",
    };

    readonly Option<string[]> _output = new("--output", "-o")
    {
        Description = "FILE instead of stdout, or FORMAT=FILE besides it; may be repeated",
        HelpName = "file",
    };

    readonly Option<bool> _explain = new("--explain") { Description = "Tell which passes were run, and for whom" };
    readonly Option<bool> _exitZero = new("--exit-zero") { Description = "Exit with 0 even if models failed" };

    readonly LimitOptions _limits = new();

    // What moves a score or bounds its cost: the options that a worker is started with.
    IEnumerable<Option> Scoring =>
    [
        _proxies, _data, .. _drawing.All, _batchSize, _dimensions, _inputs, _modelOutput, _loss, _seed, _init,
        _batchNorm, _precision, _device, _threads, .. _limits.All,
    ];

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new ScoreCommand();
        var command = new Command("score", "Score models by zero-cost proxies.") { syntax._models };
        foreach (var option in syntax.Scoring)
            command.Add(option);
        command.Add(syntax._format);
        command.Add(syntax._output);
        command.Add(syntax._explain);
        command.Add(syntax._exitZero);
        command.SetAction(parsed => new ScoreRun(syntax.Bind(parsed, globals, terminal), terminal, backend).Execute());
        return command;
    }

    /// <summary>The hidden command of worker processes: requests on stdin, cards on stdout, a line each.</summary>
    public static Command CreateWorker(Terminal terminal, Backend backend)
    {
        var syntax = new ScoreCommand();
        var command = new Command("worker", "Score the models that stdin names.") { Hidden = true };
        foreach (var option in syntax.Scoring)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var options = syntax.BindOptions(parsed);
            ProcessLimits.Hold(syntax._limits.Budget(parsed).Memory, options.Device);
            new WorkerLoop(options, backend).Run(terminal.In, terminal.Out, ProcessLimits.Die);
            return ExitCode.Ok;
        });
        return command;
    }

    ScoreRequest Bind(ParseResult parsed, GlobalOptions globals, Terminal terminal)
    {
        ReportFormat? format = parsed.GetValue(_format) is { } text
            ? OptionValues.Choice<ReportFormat>("--format", text)
            : null;
        return new()
        {
            Models = parsed.GetValue(_models) ?? [],
            Options = BindOptions(parsed),
            WorkerArguments = OptionValues.Given(parsed, Scoring),
            Budget = _limits.Budget(parsed),
            Format = format ?? ReportFormat.Table,
            Outputs = [.. (parsed.GetValue(_output) ?? []).Select(output => OutputTarget.Parse(output, format))],
            Palette = globals.PaletteFor(parsed, terminal),
            Explain = parsed.GetValue(_explain),
            IsQuiet = globals.IsQuiet(parsed),
            IsVerbose = globals.IsVerbose(parsed),
            ExitZero = parsed.GetValue(_exitZero),
        };
    }

    ScoreOptions BindOptions(ParseResult parsed) => new()
    {
        Proxies = BindProxies(parsed.GetValue(_proxies) ?? []),
        Data = BatchSources.Parse(parsed.GetValue(_data) ?? "noise", _drawing.Bind(parsed)),
        BatchSize = parsed.GetValue(_batchSize) is { } size ? OptionValues.Count("--batch-size", size, 1) : null,
        Dimensions = BindDimensions(parsed.GetValue(_dimensions) ?? []),
        Inputs = BindInputs(parsed.GetValue(_inputs) ?? []),
        Output = parsed.GetValue(_modelOutput),
        Loss = parsed.GetValue(_loss) is { } loss ? OptionValues.Loss("--loss", loss) : null,
        Seed = parsed.GetValue(_seed) is { } seed ? OptionValues.Integer("--seed", seed) : 0,
        Init = parsed.GetValue(_init) is { } init ? OptionValues.Choice<InitScheme>("--init", init) : InitScheme.AsIs,
        BatchNorm = parsed.GetValue(_batchNorm) is { } bn
            ? OptionValues.Choice<BatchNormMode>("--bn", bn)
            : BatchNormMode.Batch,
        Precision = parsed.GetValue(_precision) is { } dtype
            ? OptionValues.Choice<Precision>("--dtype", dtype)
            : Precision.Float32,
        Device = parsed.GetValue(_device) is { } device ? OptionValues.Device("--device", device) : "cpu",
        Threads = parsed.GetValue(_threads) is { } threads ? OptionValues.Count("--threads", threads, 0) : 0,
        Limits = _limits.Reading(parsed),
    };

    static IReadOnlyList<string> BindProxies(string[] lists)
    {
        var names = lists
            .SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (lists.Length == 0)
            return [.. ProxyCatalog.All.Select(proxy => proxy.Name)];
        if (names.FirstOrDefault(name => ProxyCatalog.Find(name) is null) is { } unknown)
        {
            var known = ProxyCatalog.All.SelectMany(proxy => proxy.Aliases.Prepend(proxy.Name));
            var hint = NearestName.Hint(unknown, known);
            throw new UsageException($"there is no proxy '{unknown}'{hint}; onnxzc list proxies shows all");
        }

        return names.Count > 0
            ? names
            : throw new UsageException("--proxies names none; onnxzc list proxies shows all");
    }

    static Dictionary<string, InputSpec> BindInputs(string[] texts)
    {
        var specs = new Dictionary<string, InputSpec>(StringComparer.Ordinal);
        foreach (var (name, spec) in texts.Select(text => OptionValues.Input("--input", text)))
        {
            if (!specs.TryAdd(name, spec))
                throw new UsageException($"--input gives '{name}' twice");
        }

        return specs;
    }

    static Dictionary<string, long> BindDimensions(string[] texts)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, size) in texts.Select(text => OptionValues.Dimension("--dim", text)))
        {
            if (!sizes.TryAdd(name, size))
                throw new UsageException($"--dim gives '{name}' twice");
        }

        return sizes;
    }
}
