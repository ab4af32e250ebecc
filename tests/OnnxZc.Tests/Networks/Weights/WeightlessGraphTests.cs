using Microsoft.ML.OnnxRuntime;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Networks.Weights;

public sealed class WeightlessGraphTests
{
    [Fact]
    public void Of_EveryKind_KeepsHashParametersNamesAndForms()
    {
        var file = Learned.File();
        var stripped = Reread(WeightlessGraph.Of(file));
        var (before, after) = (ConstantFolder.Fold(file), ConstantFolder.Fold(stripped));

        Assert.Equal(GraphHash.Of(file), GraphHash.Of(stripped));
        Assert.Equal(ParameterInitializers.Of(before), ParameterInitializers.Of(after));
        foreach (var (name, data) in before.Initializers)
        {
            Assert.Equal(data.Type, after.Initializers[name].Type);
            Assert.Equal(data.Shape.ToArray(), after.Initializers[name].Shape.ToArray());
        }
    }

    [Fact]
    public void Of_EveryKind_KeepsOnlyMasksSettingsAndSmallTensors()
    {
        var stripped = WeightlessGraph.Of(Learned.File());
        var kept = stripped.Initializers.Where(pair => pair.Value.IsFloat).Select(pair => pair.Key);
        Assert.Equal(["mask", "mean"], kept.Order().Except(["square.weight"]));
    }

    [Fact]
    public void Of_EveryScheme_GivesTheSameBitsAsTheOriginal()
    {
        var file = Learned.File();
        var stripped = Reread(WeightlessGraph.Of(file));
        foreach (var scheme in Enum.GetValues<InitScheme>().Where(scheme => scheme != InitScheme.AsIs))
        {
            var before = Initialization.Apply(ConstantFolder.Fold(file), scheme, 3).Initializers;
            var after = Initialization.Apply(ConstantFolder.Fold(stripped, 3), scheme, 3).Initializers;
            foreach (var (name, data) in before)
                Assert.True(data.Bytes.Span.SequenceEqual(after[name].Bytes.Span), $"{scheme}: {name}");
        }
    }

    [Fact]
    public void Of_WeightlessGraph_IsTheSameBytesAgain()
    {
        var once = OnnxWriter.Write(WeightlessGraph.Of(Learned.File()));
        Assert.Equal(once, OnnxWriter.Write(WeightlessGraph.Of(Protos.ReadFile(once).Graph)));
    }

    [Fact]
    public void Of_ConstantNodeAndAlias_AreReplacedToo()
    {
        var build = new GraphBuilder(13);
        var x = build.Input("x", ElementType.Float32, null, 80);
        var weight = build.Node("Constant", [], [("value", Ramp(80, 80))], "weight");
        var bias = build.Node("Identity", [build.Initializer("shared", Ramp(80))], output: "bias");
        var file = build.Output(build.Node("Gemm", [x, weight, bias], output: "y"), ElementType.Float32, null, 80)
            .Build();

        var stripped = WeightlessGraph.Of(file);

        Assert.Empty(stripped.Initializers);
        Assert.Equal(["ConstantOfShape", "RandomNormal"], [
            stripped.Producer("shared")!.Operator.Type, stripped.Producer("weight")!.Operator.Type,
        ]);
        Assert.Equal(GraphHash.Of(file), GraphHash.Of(stripped));
    }

    [Fact]
    public void Of_BatchNormInTrainingForm_LeavesNoEqualStatistics()
    {
        var build = new GraphBuilder(15);
        var x = build.Input("x", ElementType.Float32, null, 96, 4, 4);
        string[] inputs = [x, .. "scale bias mean var".Split(' ').Select(name => build.Initializer(name, Ramp(96)))];
        build.Multi("BatchNormalization", inputs, ["y", "mean2", "var2"], [("training_mode", 1)]);
        var stripped = WeightlessGraph.Of(build.Build("y"));
        Assert.Equal(["RandomNormal", "RandomNormal"], [
            stripped.Producer("mean")!.Operator.Type, stripped.Producer("var")!.Operator.Type,
        ]);
        Assert.True(stripped.Producer("var")!.Attributes.Float("scale", 0) > 0);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(24)]
    public void Of_AnyOpset_RunsInOnnxRuntime(int opset)
    {
        var build = new GraphBuilder(opset, "small");
        var x = build.Input("x", ElementType.Float32, 1, 8, 6, 6);
        x = build.Node("Conv", [x, build.Initializer("w", Ramp(96, 8, 3, 3)), build.Initializer("b", Ramp(96))]);
        var weight = build.Initializer("gamma", Ramp(96));
        x = build.Node("BatchNormalization", [x, weight, weight, weight, weight]);
        var graph = build.Output(x, ElementType.Float32, 1, 96, 4, 4).Build();
        var stripped = WeightlessGraph.Of(graph);
        Assert.DoesNotContain(stripped.Initializers.Values, data => data.Count > 64);

        using var session = new InferenceSession(OnnxWriter.Write(stripped));
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(new float[8 * 36], [1, 8, 6, 6]);
        using var results = session.Run(options, ["x"], [input], [x]);
        Assert.All(results[0].GetTensorDataAsSpan<float>().ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(ElementType.Float64, "RandomNormal")]
    [InlineData(ElementType.Float16, "ConstantOfShape")]
    public void Of_OtherFloats_KeepTheirType(ElementType type, string generator)
    {
        var build = new GraphBuilder(17);
        var data = Elements.Of(new(type, [96, 40]), [.. Enumerable.Range(0, 96 * 40).Select(i => i / 1000.0)]);
        var x = build.Input("x", type, null, 96);
        var graph = build.Build(build.Node("MatMul", [x, build.Initializer("w", data)]));
        var stripped = WeightlessGraph.Of(graph);
        Assert.Equal(generator, stripped.Producer("w")!.Operator.Type);
        Assert.Equal(type, ConstantFolder.Fold(Reread(stripped)).Initializers["w"].Type);
        Assert.Equal(GraphHash.Of(graph), GraphHash.Of(stripped));
    }

    [Fact]
    public void Of_ResNet50_IsBelow100KB()
    {
        foreach (var path in SharedFiles.Matching("zoo/torchvision", "resnet50.onnx"))
        {
            var file = ConstantFolder.Fold(OnnxReader.Read(path).Graph);
            Assert.InRange(file.Initializers.Values.Sum(data => (long)data.Bytes.Length), 100_000_000, 105_000_000);
            Assert.InRange(OnnxWriter.Write(WeightlessGraph.Of(file)).Length, 1, 100_000);
        }
    }

    static Graph Reread(Graph graph) => Protos.ReadFile(OnnxWriter.Write(graph)).Graph;

    static TensorData Ramp(params long[] shape) => TensorData.Of<float>(
        [.. Enumerable.Range(1, (int)TensorData.CountOf(shape)).Select(i => i / 100f)], shape);
}
