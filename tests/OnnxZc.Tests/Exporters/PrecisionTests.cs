using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Exporters;

/// <summary>Models whose floats are not of single precision.</summary>
public sealed class PrecisionTests
{
    // 4·3·3·3 + 4 of the convolution, 5·4 + 5 of the classifier.
    const double Parameters = 137;

    [Theory]
    [InlineData(ElementType.Float32, 1e-5)]
    [InlineData(ElementType.Float16, 4e-3)]
    [InlineData(ElementType.BFloat16, 1e-5)]
    [InlineData(ElementType.Float64, 1e-5)]
    public void Score_ConvNetOfAnyFloats_IsThatOfTheSinglePrecisionOne(ElementType type, double tolerance)
    {
        var card = Exported.Score(ConvNet(type));
        Assert.Equal(Parameters, card.Value("params"));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, tolerance);
        var widened = Exported.Score(FloatTypes.To(ConvNet(type), ElementType.Float32));
        foreach (var proxy in new[] { "flops", "grad_norm", "snip", "nwot_relu" })
            Assert.Equal(widened.Value(proxy), card.Value(proxy));
        Assert.Empty(Exported.WithoutGradient(ConvNet(type)));
    }

    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    public void Score_HalfFloatsBetweenCasts_TakesAndGivesSinglePrecision(ElementType type)
    {
        var model = ConvNet(type, isCast: true);
        Assert.Equal(ElementType.Float32, model.Inputs[0].Type);
        var card = Exported.Score(model);
        Assert.Equal(Parameters, card.Value("params"));
        Assert.InRange(card.Trust!.Parity!.MaxRel, 0, 4e-3);
        Assert.Empty(Exported.WithoutGradient(model));
    }

    [Fact]
    public void Score_InDoublePrecision_IsCloseToSingleAndNotIt()
    {
        var model = ConvNet(ElementType.Float32);
        var (single, twice) = (Exported.Score(model), Exported.Score(model, Precision.Float64));
        Assert.Equal(single.Value("snip"), twice.Value("snip"), 1e-4 * single.Value("snip"));
        Assert.NotEqual(single.Value("snip"), twice.Value("snip"));
        Assert.Equal(single.Value("nwot_relu"), twice.Value("nwot_relu"));
        Assert.InRange(twice.Trust!.Parity!.MaxRel, 0, 1e-5);
        Assert.NotEqual(single.Fingerprint, twice.Fingerprint);
    }

    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Float64)]
    public void Score_DrawnWeights_AreTheSameForEveryTypeOfTheFile(ElementType type)
    {
        var drawn = Exported.Score(OnnxWriter.Write(ConvNet(type)), init: OnnxZc.Networks.InitScheme.Default);
        var single = Exported.Score(
            OnnxWriter.Write(ConvNet(ElementType.Float32)), init: OnnxZc.Networks.InitScheme.Default);
        Assert.Equal(single.Value("grad_norm"), drawn.Value("grad_norm"));
        Assert.InRange(drawn.Trust!.Parity!.MaxRel, 0, 4e-3);
    }

    [Fact]
    public void To_EveryPlaceOfAType_ChangesItAndNothingElse()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float16, null, 2);
        var cast = build.Node("Cast", [x], [("to", (int)ElementType.Float16)]);
        var one = build.Node("Constant", [], [("value", TensorData.Of<Half>([(Half)1.5], 1))]);
        var shape = build.Initializer("shape", TensorData.Int64s(2));
        var zeros = build.Node("ConstantOfShape", [shape]);
        build.Output(build.Node("Add", [cast, one]), ElementType.Float16, null, 2);
        build.Output(build.Node("Cast", [zeros], [("to", (int)ElementType.Int64)]), ElementType.Int64, 2);
        var graph = FloatTypes.To(build.Build(), ElementType.Float64);
        Assert.Equal(ElementType.Float64, graph.Inputs[0].Type);
        Assert.Equal([ElementType.Float64, ElementType.Int64], graph.Outputs.Select(output => output.Type));
        Assert.Equal(
            [(long)ElementType.Float64, (long)ElementType.Int64],
            graph.Nodes.Where(node => node.Operator.Type == "Cast")
                .Select(node => node.Attributes.Int("to", 0)).OrderDescending());
        var values = graph.Nodes.Select(node => node.Attributes.Tensor("value")).OfType<TensorData>().ToArray();
        Assert.Equal([ElementType.Float64, ElementType.Float64], values.Select(value => value.Type));
        Assert.Equal([0.0, 1.5], values.SelectMany(value => value.ToDoubles()).Order());
        Assert.Equal(ElementType.Int64, graph.Initializers["shape"].Type);
    }

    /// <summary>A convolution, ReLU and a classifier; cast at its ends as onnxconverter-common does.</summary>
    static Graph ConvNet(ElementType type, bool isCast = false)
    {
        var build = new GraphBuilder(17);
        var outer = isCast ? ElementType.Float32 : type;
        var x = build.Input("images", outer, null, 3, 8, 8);
        if (isCast)
            x = build.Node("Cast", [x], [("to", (int)type)]);
        x = build.Node(
            "Conv",
            [x, Weight("conv.weight", 0.3, 4, 3, 3, 3), Weight("conv.bias", 0.2, 4)],
            [("pads", new long[] { 1, 1, 1, 1 })]);
        x = build.Node("Relu", [x]);
        x = build.Node("GlobalAveragePool", [x]);
        x = build.Node("Flatten", [x]);
        x = build.Node("Gemm", [x, Weight("head.weight", 0.5, 5, 4), Weight("head.bias", 0.5, 5)], [("transB", 1)]);
        if (isCast)
            x = build.Node("Cast", [x], [("to", (int)ElementType.Float32)]);
        return build.Output(x, outer, null, 5).Build();

        string Weight(string name, double deviation, params long[] shape) =>
            build.Initializer(name, Exported.Draw(name, deviation, shape).As(type));
    }
}
