using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

/// <summary>
/// Which keys a query sees, by the figures of the specification of Attention: queries of zeros weigh all keys that they
/// see alike.
/// </summary>
public sealed class AttentionMaskTests
{
    [Fact]
    public void Attention_LeftAndRightWindow_SeesTheBand() => AssertSeen(
        [(0, 1), (0, 2), (0, 3), (1, 4)],
        Case(keys: 6, null, ("left_window_size", 2), ("right_window_size", 1)));

    [Theory]
    [InlineData(4, 0)]
    [InlineData(8, 4)]
    public void Attention_CausalOverAFilledCache_IsAlignedToItsEnd(int filled, int offset) => AssertSeen(
        [.. Enumerable.Range(0, 4).Select(i => (0, i + offset))],
        Case(keys: 8, filled, ("is_causal", 1)));

    [Fact]
    public void Attention_QueriesBeforeTheCache_GiveZeros() => AssertSeen(
        [(0, -1), (0, -1), (0, 0), (0, 1)],
        Case(keys: 8, 2, ("is_causal", 1)));

    [Fact]
    public void Attention_CausalOverPastKeys_CountsThem()
    {
        var zeros = TensorData.Of<float>(new float[8], 1, 1, 4, 2);
        var past = TensorData.Of<float>(new float[6], 1, 1, 3, 2);
        var item = OperatorCase.Of(
            "Attention", 23, [zeros, zeros, zeros, null!, past, past], ("is_causal", 1), ("qk_matmul_output_mode", 3));
        AssertSeen([.. Enumerable.Range(0, 4).Select(i => (0, i + 3))], item);
    }

    static OperatorCase Case(int keys, int? filled, params (string, object)[] attributes)
    {
        var query = TensorData.Of<float>(new float[8], 1, 1, 4, 2);
        var key = TensorData.Of<float>(new float[2 * keys], 1, 1, keys, 2);
        object[] inputs = filled is { } count
            ? [query, key, key, null!, null!, null!, TensorData.Int64s(count)]
            : [query, key, key];
        return OperatorCase.Of("Attention", 25, inputs, [.. attributes, ("qk_matmul_output_mode", 3)]);
    }

    static void AssertSeen((int First, int Last)[] expected, OperatorCase item)
    {
        using var scope = torch.NewDisposeScope();
        var graph = (item with { Outputs = 4 }).Graph(out _);
        using var network = new Network(graph, torch.CPU);
        var shapes = ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>>());
        var weights = network.Run(
            new Walk(shapes, Normalisation.Running), new Dictionary<string, torch.Tensor>())["y3"];
        for (var i = 0; i < expected.Length; i++)
        {
            var row = weights.select(2, i).reshape(-1).data<float>().ToArray();
            var (first, last) = expected[i];
            for (var j = 0; j < row.Length; j++)
                Assert.Equal(j >= first && j <= last ? 1f / (last - first + 1) : 0, row[j], 1e-6f);
        }
    }
}
