using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;
using OnnxZc.Tests.Graphs;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Small graphs against ONNX Runtime, walked step by step and with control flow inlined.</summary>
public sealed class GraphParityTests
{
    const double Tolerance = 2e-5;

    public static TheoryData<string> Cases => [.. GraphCase.All.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Network_OfASmallGraph_EqualsOnnxRuntime(string name)
    {
        var item = GraphCase.All.Single(candidate => candidate.Name == name);
        var batch = item.Batch();
        var folded = ConstantFolder.Fold(item.Graph);
        var shapes = Shapes(folded, batch);
        var model = new RunModel(item.Graph, folded, BatchForm.Dynamic, shapes, new(batch, null), Seed: 0);
        using var runtime = new OrtEngine(model, threads: 1);
        var expected = runtime.Infer(new(batch, null));
        foreach (var graph in new[] { folded, ControlFlow.Inline(folded) })
        {
            using var scope = torch.NewDisposeScope();
            using var network = new Network(graph, torch.CPU);
            var actual = ParityCheck.Infer(network, new(batch, null));
            for (var i = 0; i < graph.Outputs.Length; i++)
                RuntimeAssert.Equal(expected[i], actual[graph.Outputs[i].Name], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shapes_OfASmallGraph_AreThoseThatTheNetworkMakes(string name)
    {
        var item = GraphCase.All.Single(candidate => candidate.Name == name);
        var batch = item.Batch();
        var graph = ConstantFolder.Fold(item.Graph);
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var shapes = Shapes(graph, batch);
        var actual = ParityCheck.Infer(network, new(batch, null));
        foreach (var output in graph.Outputs.Where(output => shapes[output.Name] is not null))
            Assert.Equal(actual[output.Name].shape, shapes.Shape(output.Name));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Graph_WrittenAndRead_IsTheSameWithTheSameHash(string name)
    {
        var graph = GraphCase.All.Single(candidate => candidate.Name == name).Graph;
        var again = Protos.ReadFile(OnnxWriter.Write(graph)).Graph;
        Assert.Equal(GraphHash.Of(graph), GraphHash.Of(again));
        Assert.True(OnnxWriter.Write(graph).AsSpan().SequenceEqual(OnnxWriter.Write(again)));
    }

    static Shapes Shapes(Graph graph, Dictionary<string, TensorData> batch) =>
        ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
}
