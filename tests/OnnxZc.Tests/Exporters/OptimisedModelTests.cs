using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Exporters;

/// <summary>Models that ONNX Runtime itself has optimised and saved.</summary>
public sealed class OptimisedModelTests
{
    [Theory]
    [InlineData("vit", "SkipLayerNormalization")]
    [InlineData("perceptron", "FusedGemm")]
    public void Score_OptimisedModel_IsThatOfTheModel(string name, string fusion)
    {
        var (original, optimised) = Optimised(name == "perceptron" ? Perceptron() : Model(name));
        Assert.Contains(fusion, Read(optimised).Nodes.Select(node => node.Operator.Type));
        var (plain, card) = (Exported.Score(original), Exported.Score(optimised));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, 1e-4);
        foreach (var proxy in new[] { "params", "flops" })
            Assert.Equal(plain.Value(proxy), card.Value(proxy));
        foreach (var proxy in new[] { "grad_norm", "snip" })
            Assert.Equal(plain.Value(proxy), card.Value(proxy), 1e-3 * plain.Value(proxy));
        Assert.Equal(Exported.WithoutGradient(original), Exported.WithoutGradient(optimised));
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("mobilenetv2")]
    public void Score_OptimisedConvNet_KeepsItsUnits(string name)
    {
        var (original, optimised) = Optimised(Model(name));
        Assert.Contains("FusedConv", Read(optimised).Nodes.Select(node => node.Operator.Type));
        var (plain, card) = (Exported.Score(original), Exported.Score(optimised));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, 1e-4);
        Assert.Equal(plain.Value("nwot_relu"), card.Value("nwot_relu"), 1e-2 * plain.Value("nwot_relu"));
    }

    static Graph Read(byte[] bytes)
    {
        using var folder = new TempFolder();
        return OnnxReader.Read(folder.Write("model.onnx", bytes)).Graph;
    }

    static Graph Model(string name) =>
        OnnxReader.Read(Path.Combine(Checkout.Root, "models", $"{name}.onnx")).Graph;

    static Graph Perceptron()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 6);
        x = build.Node("Relu", [build.Node("Gemm", [x, Weight("a", 8, 6), Weight("b", 8)], [("transB", 1)])]);
        x = build.Node("Gemm", [x, Weight("c", 5, 8), Weight("d", 5)], [("transB", 1)]);
        return build.Output(x, ElementType.Float32, null, 5).Build();

        string Weight(string name, params long[] shape) => build.Initializer(name, Exported.Draw(name, 0.5, shape));
    }

    // Our models draw their weights; the optimiser joins only what is constant.
    static (byte[] Original, byte[] Optimised) Optimised(Graph graph)
    {
        var original = OnnxWriter.Write(ConstantFolder.Fold(graph));
        using var folder = new TempFolder();
        var saved = folder.PathOf("optimised.onnx");
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            OptimizedModelFilePath = saved,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        new InferenceSession(original, options).Dispose();
        return (original, File.ReadAllBytes(saved));
    }
}
