using System.CommandLine;
using OnnxZc.Findings;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc doctor MODEL</c>.</summary>
sealed class DoctorCommand
{
    readonly Argument<string> _model = new("MODEL") { Description = "An ONNX file" };

    readonly Option<string?> _format = ListFormats.Option();

    readonly Option<string?> _extract = TextOption.Of(
        "--extract",
        "file",
        "Write the first node that cannot be rebuilt, or differs from ONNX Runtime, as its own model");

    readonly Option<bool> _force = new("--force") { Description = "Overwrite the file of --extract if there is one" };

    readonly LimitOptions _limits = new();

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var syntax = new DoctorCommand();
        var command = new Command(
            "doctor", "Tell what is in a model, what its exporter did, and what stands in the way of scoring it.")
        {
            syntax._model, syntax._format, syntax._extract, syntax._force,
        };
        foreach (var option in syntax._limits.All)
            command.Add(option);
        command.SetAction(parsed => syntax.Run(parsed, globals, terminal, backend));
        return command;
    }

    int Run(ParseResult parsed, GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var isJson = ListFormats.IsJson(parsed.GetValue(_format));
        var palette = globals.PaletteFor(parsed, terminal);
        var path = parsed.GetValue(_model)!;
        using var target = parsed.GetValue(_extract) is { } file
            ? NewModel.Open("--extract", file, path, parsed.GetValue(_force))
            : null;
        var budget = _limits.Budget(parsed);
        backend.HoldMemory(budget.Memory);
        var reading = _limits.Reading(parsed);
        var diagnosis = TimeLimit.Run(() => Of(path, () => backend.Diagnose(path, reading)), budget.Time)
            ?? throw new UsageException($"{path}: reading it took longer than --timeout allows");
        if (isJson)
            DiagnosisJson.Write(terminal.Out, diagnosis);
        else
            DiagnosisReport.WriteText(terminal.Out, diagnosis, terminal.Width(), palette);
        if (target is not null)
            Extract(diagnosis, path, target, terminal);
        return diagnosis.Unsupported.Any() ? ExitCode.Findings : ExitCode.Ok;
    }

    static void Extract(Diagnosis diagnosis, string path, NewModel target, Terminal terminal)
    {
        if (Of(path, () => Extraction.Of(diagnosis)) is not { } part)
        {
            terminal.Error.WriteLine(
                "onnxzc: nothing to extract: every node can be rebuilt and agrees with ONNX Runtime");
            return;
        }

        Of(path, () => target.Write(part.Graph));
        var node = $"node '{part.Node.Label}' ({part.Node.Operator})";
        terminal.Error.WriteLine(TerminalText.Clean($"onnxzc: wrote {node} to {target.Path}: {part.Reason}"));
    }

    static T Of<T>(string path, Func<T> examine)
    {
        try
        {
            return examine();
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            var kind = failure.Error is { } error ? KebabCase.Of(error.Code) : KebabCase.Of(failure.Status);
            throw new UsageException($"{path}: {kind}: {failure.Reason}", e);
        }
    }
}
