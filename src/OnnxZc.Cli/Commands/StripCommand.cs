using System.CommandLine;
using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Networks.Weights;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc strip MODEL -o FILE</c>.</summary>
static class StripCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "An ONNX file" };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write",
            HelpName = "file",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Overwrite the file if there is one" };
        var command = new Command(
            "strip", "Write the same network without its weights: a few KB that score alike after --init.")
        {
            model, output, force,
        };
        command.SetAction(parsed =>
        {
            var report = Strip(parsed.GetValue(model)!, parsed.GetValue(output)!, parsed.GetValue(force));
            if (!globals.IsQuiet(parsed))
                terminal.Out.WriteLine(TerminalText.Clean(report));
            return ExitCode.Ok;
        });
        return command;
    }

    static string Strip(string path, string output, bool isForced)
    {
        using var target = NewModel.Open("--output", output, path, isForced);
        var (file, stripped) = Read(path);
        var size = target.Write(stripped);
        var generated = FloatTensors(file.Graph) - FloatTensors(stripped);
        return $"{output}: {Number(size)} bytes instead of {Number(SizeOf(file))}; "
            + $"{generated} of {FloatTensors(file.Graph)} float tensors are generated when it is read";
    }

    static (ModelFile File, Graph Stripped) Read(string path)
    {
        try
        {
            var file = OnnxReader.Read(path);
            return (file, WeightlessGraph.Of(file.Graph));
        }
        catch (ModelException e)
        {
            throw new UsageException($"{path}: {KebabCase.Of(e.Code)}: {e.Message}", e);
        }
    }

    // Tensors that do not fit the file lie beside it.
    static long SizeOf(ModelFile file)
    {
        var tensors = file.Graph.Initializers.Values.Sum(tensor => (long)tensor.Bytes.Length);
        return tensors > file.FileSize ? file.FileSize + tensors : file.FileSize;
    }

    static int FloatTensors(Graph graph) => graph.Initializers.Values.Count(tensor => tensor.IsFloat)
        + graph.Nodes.Count(node => node.Operator is { Domain: "", Type: "Constant" }
            && node.Attributes["value"] is TensorData { IsFloat: true });

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
