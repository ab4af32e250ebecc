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
        command.SetAction(parsed =>
        {
            var isJson = ListFormats.IsJson(parsed.GetValue(format));
            var palette = globals.PaletteFor(parsed, terminal);
            var path = parsed.GetValue(model)!;
            var diagnosis = Diagnose(backend, path);
            if (isJson)
                DiagnosisReport.WriteJson(terminal.Out, diagnosis);
            else
                DiagnosisReport.WriteText(terminal.Out, diagnosis, terminal.Width(), palette);
            return diagnosis.Unsupported.Any() ? ExitCode.Findings : ExitCode.Ok;
        });
        return command;
    }

    static Diagnosis Diagnose(Backend backend, string path)
    {
        try
        {
            return backend.Diagnose(path);
        }
        catch (ModelException e)
        {
            throw new UsageException($"{path}: {KebabCase.Of(e.Code)}: {e.Message}", e);
        }
    }
}
