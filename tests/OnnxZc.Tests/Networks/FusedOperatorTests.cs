using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Graphs.Rewriting.Fusion;
using OnnxZc.Networks;
using OnnxZc.Passes.Agreement;
using OnnxZc.Passes.Runtime;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>Operators that are taken apart: their parts against ONNX Runtime, which runs the operator itself.</summary>
public sealed class FusedOperatorTests
{
    const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;

    public static TheoryData<string> Cases => [.. MicrosoftSettings.Fused.Select(item => item.ToString()).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TakeApart_FusedOperator_EqualsOnnxRuntime(string name)
    {
        var item = MicrosoftSettings.Fused.First(candidate => candidate.ToString() == name);
        var graph = item.Graph(out var batch);
        Assert.True(FusedOperators.Covers(item.Id));
        var apart = FusedOperators.TakeApart(graph);
        Assert.True(apart.Nodes.Length > 1);
        var parts = ConstantFolder.Fold(apart);

        var given = batch.ToDictionary(pair => pair.Key, pair => pair.Value.Shape);
        using var runtime = new OrtEngine(
            new(graph, graph, BatchForm.Dynamic, ShapeInference.Infer(graph, given), new(batch, null), 0), threads: 1);
        var expected = runtime.Infer(new(batch, null));
        using var scope = torch.NewDisposeScope();
        using var network = new Network(parts, torch.CPU);
        var actual = ParityCheck.Infer(network, new(batch, null));

        // Quantised results may be a step apart where rounding meets a tie.
        var isQuantised = apart.Nodes.Any(node => node.Operator.Type.Contains("quantize", Ignoring));
        for (var i = 0; i < item.Outputs; i++)
            RuntimeAssert.Equal(expected[i], actual[$"y{i}"], isQuantised ? 1.0 / 100 : 2e-5);
    }
}
