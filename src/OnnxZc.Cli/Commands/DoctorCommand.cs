using System.CommandLine;
using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc doctor MODEL</c>.</summary>
static class DoctorCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal, Backend backend)
    {
        var model = new Argument<string>("MODEL") { Description = "An ONNX file" };
        var format = ListFormats.Option();
        var command = new Command("doctor", "Tell what is in a model and what stands in the way of scoring it.")
        {
            model, format,
        };
        var limits = new LimitOptions();
        foreach (var option in limits.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var isJson = ListFormats.IsJson(parsed.GetValue(format));
            var palette = globals.PaletteFor(parsed, terminal);
            var path = parsed.GetValue(model)!;
            var budget = limits.Budget(parsed);
            backend.HoldMemory(budget.Memory);
            var reading = limits.Reading(parsed);
            var diagnosis = TimeLimit.Run(() => Diagnose(backend, path, reading), budget.Time)
                ?? throw new UsageException($"{path}: reading it took longer than --timeout allows");
            if (isJson)
                DiagnosisReport.WriteJson(terminal.Out, diagnosis);
            else
                DiagnosisReport.WriteText(terminal.Out, diagnosis, terminal.Width(), palette);
            return diagnosis.Unsupported.Any() ? ExitCode.Findings : ExitCode.Ok;
        });
        return command;
    }

    static Diagnosis Diagnose(Backend backend, string path, ReadLimits limits)
    {
        try
        {
            return backend.Diagnose(path, limits);
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            var kind = failure.Error is { } error ? KebabCase.Of(error.Code) : KebabCase.Of(failure.Status);
            throw new UsageException($"{path}: {kind}: {failure.Reason}", e);
        }
    }
}
