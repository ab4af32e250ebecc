using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Passes.Runtime;
using OnnxZc.Tests.Networks.Weights;

namespace OnnxZc.Tests.Passes;

public sealed class RuntimeWeightsTests
{
    [Fact]
    public void Graph_OfLargeWeights_IsSerialisedWithoutThem()
    {
        var graph = Learned.Graph();
        using var weights = new RuntimeWeights(graph, mostCopied: 0);

        Assert.Equal(["conv.weight", "embedding", "lstm.weight", "matmul.weight"], weights.Names);
        Assert.InRange(OnnxWriter.Write(weights.Graph).Length, 1, 80_000);
        Assert.InRange(OnnxWriter.Write(graph).Length, 600_000, int.MaxValue);
        Assert.Equal(graph.Inputs, weights.Graph.Inputs.Take(graph.Inputs.Length));
    }

    [Fact]
    public void Values_OfLargeWeights_AreTheVeryMemory()
    {
        float[] elements = [.. Enumerable.Range(0, 1 << 15)];
        var bytes = new byte[elements.Length * sizeof(float)];
        Buffer.BlockCopy(elements, 0, bytes, 0, bytes.Length);
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 128);
        var weight = build.Initializer("w", new(ElementType.Float32, [128, 256], bytes));
        using var weights = new RuntimeWeights(
            build.Build(build.Node("MatMul", [x, weight])), mostCopied: 0);

        var seen = Assert.Single(weights.Values).GetTensorDataAsSpan<float>();
        Assert.Equal(elements, seen.ToArray());
        BitConverter.TryWriteBytes(bytes, 42f);
        Assert.Equal(42, seen[0]);
    }

    [Fact]
    public void Values_FedToOnnxRuntime_GiveWhatTheWholeFileGives()
    {
        var graph = Learned.Graph();
        var image = new float[24 * 64];
        new RandomStream("image").FillNormal(image);
        using var weights = new RuntimeWeights(graph, mostCopied: 0);

        var whole = Run(graph, image, [], []);
        var handed = Run(weights.Graph, image, weights.Names, weights.Values);
        Assert.Equal(whole.Length, handed.Length);
        for (var i = 0; i < whole.Length; i++)
            Assert.InRange(Math.Abs(whole[i] - handed[i]), 0, 1e-5 * whole.Max(Math.Abs));
    }

    static float[] Run(Graph graph, float[] image, IReadOnlyList<string> names, IReadOnlyList<OrtValue> values)
    {
        using var session = new InferenceSession(OnnxWriter.Write(graph));
        using var options = new RunOptions();
        using var pixels = OrtValue.CreateTensorValueFromMemory(image, [1, 24, 8, 8]);
        using var ids = OrtValue.CreateTensorValueFromMemory(new long[] { 1, 2, 3, 4, 5 }, [1, 5]);
        using var results = session.Run(
            options, ["image", "ids", .. names], [pixels, ids, .. values], [graph.Outputs[1].Name, "rows"]);
        return [.. results[0].GetTensorDataAsSpan<float>(), .. results[1].GetTensorDataAsSpan<float>()];
    }
}
