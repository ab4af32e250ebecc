using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Numerics;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Passes;

/// <summary>A network of two normalised convolutions and a classifier, with weights, and a batch for it.</summary>
static class SmallNetwork
{
    public const int Samples = 6;
    public const int Classes = 5;

    public static Graph Graph(int opset = 17)
    {
        var build = new GraphBuilder(opset);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        x = Block(build, x, "a", 3, 8);
        x = Block(build, x, "b", 8, 8);
        x = build.Node("GlobalAveragePool", [x]);
        x = build.Node("Flatten", [x]);
        var weight = build.Initializer("head.weight", Draw("head.weight", 0.5, Classes, 8));
        var bias = build.Initializer("head.bias", Draw("head.bias", 0.5, Classes));
        return build.Build(build.Node("Gemm", [x, weight, bias], [("transB", 1)], "logits"));
    }

    public static Batch Batch()
    {
        var labels = Enumerable.Range(0, Samples).Select(i => (long)(i % Classes)).ToArray();
        return new(new Dictionary<string, TensorData> { ["images"] = Draw("images", 1, Samples, 3, 8, 8) }, labels);
    }

    public static Shapes Shapes(Graph graph) => ShapeInference.Infer(
        graph, Batch().Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));

    public static RunModel Model(Graph graph) =>
        new(graph, graph, BatchForm.Dynamic, Shapes(graph), Batch(), Seed: 0);

    public static TensorData Draw(string name, double deviation, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"small:{name}").FillNormal(values, 0, deviation);
        return TensorData.Of<float>(values, shape);
    }

    static string Block(GraphBuilder build, string x, string name, long input, long output)
    {
        var weight = build.Initializer($"{name}.weight", Draw($"{name}.weight", 0.3, output, input, 3, 3));
        var y = build.Node("Conv", [x, weight], [("pads", new long[] { 1, 1, 1, 1 })], $"{name}.conv");
        string[] statistics = ["scale", "bias", "mean", "var"];
        var tensors = statistics.Select(part => build.Initializer(
            $"{name}.{part}", part == "var" ? Positive(output) : Draw($"{name}.{part}", 0.5, output)));
        var normalised = build.Node("BatchNormalization", [y, .. tensors], default, $"{name}.bn");
        return build.Node("Relu", [normalised], default, $"{name}.relu");
    }

    static TensorData Positive(long count) =>
        TensorData.Of<float>([.. Enumerable.Range(1, (int)count).Select(i => i * 0.2f)], count);
}
