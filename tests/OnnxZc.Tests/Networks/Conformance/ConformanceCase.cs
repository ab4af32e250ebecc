using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks.Conformance;

/// <summary>
/// One of ONNX's own operator cases: a model with inputs and the outputs that ONNX's reference gives. Debian's package
/// <c>libonnx-testdata</c> installs them; the variable ONNX_TESTDATA names another folder.
/// </summary>
sealed record ConformanceCase(string Name, string Folder)
{
    // What ONNX's own runner of these cases allows, and some ulps of the largest element beside it.
    const double RelativeTolerance = 1e-3;
    const double ScaleTolerance = 1e-6;

    static readonly string[] Sets = ["node", "simple", "pytorch-operator", "pytorch-converted"];

    static readonly string Root = Path.Combine(
        Environment.GetEnvironmentVariable("ONNX_TESTDATA") ?? "/usr/share/libonnx-testdata", "data");

    /// <summary>Every case, in ordinal order; none where they are not installed.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. Sets.Select(set => Path.Combine(Root, set))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(folder => new ConformanceCase(Path.GetRelativePath(Root, folder), folder))
            .OrderBy(item => item.Name, StringComparer.Ordinal),
    ];

    string Model => Path.Combine(Folder, "model.onnx");

    /// <summary>Runs the rebuilt network on the case's inputs; null when every output is right, else why not.</summary>
    public string? Failure()
    {
        try
        {
            var graph = OnnxReader.Read(Model).Graph;
            return Directory.GetDirectories(Folder, "test_data_set_*")
                .Select(set => Failure(graph, set))
                .FirstOrDefault(failure => failure is not null);
        }
        catch (ModelException refused)
        {
            return refused.Message;
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
    }

    /// <summary>The operators of the default domain in the case's model.</summary>
    public IEnumerable<OperatorId> Operators()
    {
        try
        {
            return OnnxReader.Read(Model).Graph.Nodes.Select(node => node.Operator);
        }
        catch (ModelException)
        {
            return [];
        }
    }

    string? Failure(Graph file, string set)
    {
        var inputs = file.Inputs
            .Select((input, i) => (input.Name, Value: ConformanceValue.Read(input, set, "input", i)))
            .Where(input => input.Value is not null)
            .ToDictionary(input => input.Name, input => input.Value!);
        if (inputs.Count < file.Inputs.Length)
            return "an input holds elements that cannot be read";
        var graph = ConstantFolder.Fold(file, seed: 0);
        var shapes = ShapeInference.Infer(
            graph,
            inputs.Where(pair => pair.Value.Tensor is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value.Tensor!.Shape));

        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var outputs = network.Run(
            new Walk(shapes, IsTraining(graph) ? Normalisation.Batch : Normalisation.Running),
            inputs.ToDictionary(pair => pair.Key, pair => pair.Value.ToValue()));
        return graph.Outputs
            .Select((output, i) => ConformanceValue.Read(output, set, "output", i) is { } expected
                ? Difference(output.Name, expected, outputs[output.Name])
                : $"output '{output.Name}' holds elements that cannot be read")
            .FirstOrDefault(difference => difference is not null);
    }

    static bool IsTraining(Graph graph) => graph.Nodes.Any(node =>
        node.Operator.Type == "BatchNormalization" && node.Attributes.Int("training_mode", 0) != 0);

    static string? Difference(string name, ConformanceValue expected, Value actual)
    {
        if (expected.Tensor is { } tensor)
            return actual.Tensor is { } one ? Difference(name, tensor, one) : $"'{name}' is no tensor";
        if (expected.List is not { } list)
            return actual.IsGiven ? $"'{name}' is not absent" : null;
        if (actual.List is not { } items || items.Items.Length != list.Length)
            return $"'{name}' is no sequence of {list.Length}";
        return list.Zip(items.Items).Select(pair => Difference(name, pair.First, pair.Second))
            .FirstOrDefault(difference => difference is not null);
    }

    static string? Difference(string name, TensorData expected, torch.Tensor actual)
    {
        if (!actual.shape.SequenceEqual(expected.Shape))
            return $"'{name}' is [{string.Join(", ", actual.shape)}], not [{string.Join(", ", expected.Shape)}]";
        var reference = expected.ToDoubles();
        var values = MemoryMarshal.Cast<byte, double>(actual.to_type(torch.float64).contiguous().bytes).ToArray();
        var scale = reference.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < values.Length; i++)
        {
            var allowed = (RelativeTolerance * Math.Abs(reference[i])) + (ScaleTolerance * Math.Max(scale, 0.1));
            if (!reference[i].Equals(values[i]) && !(Math.Abs(reference[i] - values[i]) <= allowed))
                return $"'{name}' has {values[i]:R} at {i}, not {reference[i]:R}";
        }

        return null;
    }
}
