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
        Refuse(path, output, isForced);
        using var target = OutputFile.Open(output);
        var (file, stripped) = Read(path);
        OnnxWriter.Write(stripped, target.Stream);
        var size = target.Stream.Length;
        target.Commit();
        var generated = FloatTensors(file.Graph) - FloatTensors(stripped);
        return $"{output}: {Number(size)} bytes instead of {Number(SizeOf(file))}; "
            + $"{generated} of {FloatTensors(file.Graph)} float tensors are generated when it is read";
    }

    static void Refuse(string path, string output, bool isForced)
    {
        if (Path.GetFullPath(path) == Path.GetFullPath(output))
            throw new UsageException($"--output '{output}' is the model itself; name another file");
        if (File.Exists(output) && !isForced)
            throw new UsageException($"--output '{output}' exists; name another file, or add --force to overwrite it");
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
