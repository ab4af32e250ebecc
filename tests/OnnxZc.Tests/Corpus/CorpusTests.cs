using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Numerics;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Corpus;

/// <summary>
/// Real exported networks, rebuilt: a seeded part of the corpus, all of it where the variable ONNXZC_FULL is 1
/// (<c>tools/test --full</c>).
/// </summary>
public sealed class CorpusTests
{
    const int Part = 24;
    const long CheapMacs = 600_000_000;

    // Layers from which on rounding adds up to more than a shallow network's.
    const int DeepLayers = 100;

    // Two engines that round differently, each this far from the exact result at most.
    const double MostRoundings = 4;

    public static bool IsFull => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1";

    public static TheoryData<string> Files => [.. Chosen().Select(model => model.File)];

    [Fact]
    public void Corpus_WhereItIsAtHand_HasAllItsFiles() =>
        Assert.True(Checkout.Shared is null || CorpusModel.All.Count == 440);

    [Theory]
    [MemberData(nameof(Files))]
    public void Network_OfACorpusModel_AgreesWithOnnxRuntimeAndDifferentiates(string file)
    {
        if (file.Length == 0)
            return;
        var model = CorpusModel.All.Single(candidate => candidate.File == file);
        var options = new ScoreOptions { Proxies = [], BatchSize = 2 };
        var prepared = PreparedModel.Of(OnnxReader.Read(model.Path).Graph, options, needsBatch: true);
        using var run = new PassRun(prepared.ForEngines(), "cpu", threads: 0);
        var allowed = prepared.Layers.Length > DeepLayers ? 1e-3 : 1e-4;
        if (run.Parity.MaxRel > allowed)
            allowed = Math.Max(allowed, MostRoundings * Rounding(prepared));
        Assert.InRange(run.Parity.MaxRel, 0, allowed);
        AssertFiniteGradients(prepared);
    }

    [Theory]
    [InlineData("alexnet.onnx")]
    [InlineData("zfnet.onnx")]
    public void Network_WithChoicesByShapes_HasNoneLeftAndAgreesWithOnnxRuntime(string name)
    {
        if (CorpusModel.All.FirstOrDefault(candidate => candidate.File.EndsWith($"/{name}")) is not { } model)
            return;
        var file = OnnxReader.Read(model.Path).Graph;
        Assert.Contains(file.Nodes, node => node.Operator.Type == "If");
        var prepared = PreparedModel.Of(file, new ScoreOptions { Proxies = [], BatchSize = 2 }, needsBatch: true);
        Assert.DoesNotContain(prepared.Graph.Nodes, node => node.Operator.Type == "If");
        using var run = new PassRun(prepared.ForEngines(), "cpu", threads: 0);
        Assert.InRange(run.Parity.MaxRel, 0, 1e-4);
    }

    [Fact]
    public void Graph_OfEveryCorpusModel_HasTheIndexedParametersAndMacs() =>
        Assert.All(CorpusModel.All, model =>
        {
            var options = new ScoreOptions { Proxies = [], BatchSize = 1 };
            var prepared = PreparedModel.Of(OnnxReader.Read(model.Path).Graph, options, needsBatch: false);
            CorpusCounts.AssertParameters(model, prepared);
            CorpusCounts.AssertMacs(model, prepared);
            Assert.Equal(1, prepared.Counts.Coverage);
        });

    static IEnumerable<CorpusModel> Chosen()
    {
        if (CorpusModel.All.Count == 0)
            return [new("", "", 0, null)];
        return IsFull
            ? CorpusModel.All
            : CorpusModel.All
                .Where(model => model.Macs < CheapMacs)
                .OrderBy(model => new RandomStream($"corpus:{model.File}", seed: 0).Word(0))
                .Take(Part);
    }

    // A few networks without trained statistics are ill-conditioned: their float32 results are as far from their own
    // float64 results as from ONNX Runtime's.
    static double Rounding(PreparedModel model)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return ParityCheck.Difference(Infer(ElementType.Float32), Infer(ElementType.Float64)).Rel;

        double[] Infer(ElementType type)
        {
            using var network = new Network(FloatTypes.To(model.Graph, type), CPU);
            var inputs = model.Batch!.Inputs.ToDictionary(
                pair => pair.Key,
                pair => pair.Value.IsFloat ? FloatTypes.Convert(pair.Value, type) : pair.Value);
            return HostNumbers.Of(ParityCheck.Infer(network, new(inputs, null))[network.Graph.Outputs[0].Name]);
        }
    }

    static void AssertFiniteGradients(PreparedModel model)
    {
        using var scope = NewDisposeScope();
        using var network = new Network(model.Graph, CPU);
        var output = model.Graph.Outputs[0].Name;
        var inputs = model.Batch!.Inputs.ToDictionary(
            pair => pair.Key, pair => TensorConversion.ToTensor(pair.Value, CPU));
        var logits = network.Run(new Walk(model.Shapes, Normalisation.Batch), inputs)[output];
        var names = Reaching(model.Graph, output).Where(ParameterInitializers.Of(model.Graph).Contains).ToArray();
        Assert.NotEmpty(names);
        var gradients = autograd.grad(
            [logits.square().mean().sqrt()], [.. names.Select(network.State)], allow_unused: true);
        for (var i = 0; i < names.Length; i++)
        {
            Assert.False(gradients[i].IsInvalid, $"no gradient for '{names[i]}'");
            var values = MemoryMarshal.Cast<byte, float>(gradients[i].contiguous().bytes);
            Assert.True(TensorPrimitives.IsFiniteAll(values), $"the gradient of '{names[i]}' is not finite");
        }
    }

    static HashSet<string> Reaching(Graph graph, string output)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { output };
        foreach (var node in graph.Nodes.Reverse())
        {
            if (node.Outputs.Any(reached.Contains) && node.Operator.Type is not ("Shape" or "Size"))
                reached.UnionWith(node.Inputs);
        }

        return reached;
    }
}
