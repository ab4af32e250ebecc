using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Every implemented operator, version by version, against ONNX Runtime on random inputs.</summary>
public sealed class OperatorParityTests
{
    const double Tolerance = 2e-5;

    public static TheoryData<string> Cases => [.. OperatorCases.All
        .Where(item => !OperatorCases.WithoutKernel.Contains(item.Id.ToString()))
        .Select(item => item.ToString())
        .Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operator_RandomInputs_EqualsOnnxRuntime(string name)
    {
        var item = OperatorCases.All.First(candidate => candidate.ToString() == name);
        var graph = item.Graph(out var batch);
        Assert.True(OperatorTable.Has(item.Id), $"{item.Id} has no implementation");

        var shapes = ShapeInference.Infer(graph, batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        var model = new RunModel(graph, graph, BatchForm.Dynamic, shapes, new(batch, null), Seed: 0);
        using var runtime = new OrtEngine(model, threads: 1);
        var expected = runtime.Infer(new(batch, null));
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var actual = ParityCheck.Infer(network, new(batch, null));

        for (var i = 0; i < item.Outputs; i++)
            RuntimeAssert.Equal(expected[i], actual[$"y{i}"], Tolerance);
    }

    [Fact]
    public void OperatorTable_EveryVersion_HasAParityCase() =>
        Assert.Empty(OperatorTable.All.Select(id => id.ToString())
            .Except(OperatorCases.WithoutKernel)
            .Except(OperatorCases.All.Select(item => item.Id.ToString()))
            .Except(GraphCase.All.SelectMany(item => item.Operators)));
}
