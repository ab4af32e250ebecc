using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Exporters;

/// <summary>One small network in float and in the three forms of quantised models.</summary>
static class QuantisedModels
{
    const float ImageStep = 0.03f;
    const float FeatureStep = 0.02f;
    const float LogitStep = 0.015f;

    static readonly TensorData Kernel = Exported.Draw("conv.weight", 0.3, 4, 3, 3, 3);
    static readonly TensorData Shift = Exported.Draw("conv.bias", 0.2, 4);
    static readonly TensorData Head = Exported.Draw("head.weight", 0.5, 5, 4);
    static readonly TensorData HeadShift = Exported.Draw("head.bias", 0.5, 5);

    public static Graph Float()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        x = build.Node("Conv", [x, build.Initializer("w", Kernel), build.Initializer("b", Shift)], [Pads]);
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [build.Node("Relu", [x])])]);
        x = build.Node(
            "Gemm", [x, build.Initializer("hw", Head), build.Initializer("hb", HeadShift)], [("transB", 1)]);
        return build.Output(x, ElementType.Float32, null, 5).Build();
    }

    /// <summary>QuantizeLinear and DequantizeLinear around every value; int8 weights, int32 biases.</summary>
    public static Graph QuantiseDequantise(bool perChannel)
    {
        var build = new GraphBuilder(17);
        var x = Pair(build, build.Input("images", ElementType.Float32, null, 3, 8, 8), "x", ImageStep, 128);
        var (kernel, steps) = Quantised(Kernel, perChannel);
        var shift = Bias(build, "b", Shift, steps, ImageStep);
        x = build.Node("Conv", [x, Weight(build, "w", kernel, steps), shift], [Pads]);
        x = Pair(build, build.Node("Relu", [x]), "r", FeatureStep, 0);
        x = Pair(build, build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]), "f", FeatureStep, 0);
        var (head, headSteps) = Quantised(Head, perChannel: false);
        x = build.Node(
            "Gemm",
            [x, Weight(build, "hw", head, headSteps), Bias(build, "hb", HeadShift, headSteps, FeatureStep)],
            [("transB", 1)]);
        return build.Output(Pair(build, x, "y", LogitStep, 128), ElementType.Float32, null, 5).Build();
    }

    /// <summary>The same as quantised operators.</summary>
    public static Graph Operators()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 8, 8);
        string[] image = [Step(build, "xs", ImageStep), Zero(build, "xz", 128)];
        string[] feature = [Step(build, "rs", FeatureStep), Zero(build, "rz", 0)];
        x = build.Node("QuantizeLinear", [x, .. image]);
        var (kernel, steps) = Quantised(Kernel, perChannel: true);
        x = build.Node(
            "QLinearConv",
            [
                x, .. image,
                build.Initializer("w", kernel), build.Initializer("ws", steps),
                build.Initializer("wz", TensorData.Of<sbyte>(new sbyte[4], 4)),
                .. feature, build.Initializer("b", BiasOf(Shift, steps, ImageStep)),
            ],
            [Pads]);
        x = build.Node("DequantizeLinear", [x, .. feature]);
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        x = build.Node("QuantizeLinear", [x, .. feature]);
        var (head, headSteps) = Quantised(Transposed(Head), perChannel: false);
        string[] logit = [Step(build, "ys", LogitStep), Zero(build, "yz", 128)];
        x = build.Node(
            "QLinearMatMul",
            [
                x, .. feature,
                build.Initializer("hw", head), build.Initializer("hws", headSteps),
                build.Initializer("hwz", TensorData.Scalar<sbyte>(0)), .. logit,
            ]);
        x = build.Node("Add", [build.Node("DequantizeLinear", [x, .. logit]), build.Initializer("hb", HeadShift)]);
        return build.Output(x, ElementType.Float32, null, 5).Build();
    }

    /// <summary>Two linear layers as ONNX Runtime's dynamic quantisation writes them.</summary>
    public static Graph Dynamic()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("features", ElementType.Float32, null, 6);
        x = build.Node("Relu", [Layer(build, x, "a", 6, 8)]);
        return build.Output(Layer(build, x, "b", 8, 5), ElementType.Float32, null, 5).Build();
    }

    static string Layer(GraphBuilder build, string x, string name, long inputs, long outputs)
    {
        var (weight, step) = Quantised(Exported.Draw($"{name}.weight", 0.5, inputs, outputs), perChannel: false);
        var parts = build.Multi(
            "DynamicQuantizeLinear", [x], [$"{name}.x", $"{name}.x.scale", $"{name}.x.zero"]);
        var product = build.Node(
            "MatMulInteger",
            [
                parts[0], build.Initializer($"{name}.weight", weight), parts[2],
                build.Initializer($"{name}.weight.zero", TensorData.Scalar<sbyte>(0)),
            ]);
        var scale = build.Node("Mul", [parts[1], build.Initializer($"{name}.weight.scale", step)]);
        var real = build.Node("Mul", [build.Node("Cast", [product], [("to", 1)]), scale]);
        var bias = build.Initializer($"{name}.bias", Exported.Draw($"{name}.bias", 0.5, outputs));
        return build.Node("Add", [real, bias]);
    }

    static (string, object) Pads => ("pads", new long[] { 1, 1, 1, 1 });

    static string Pair(GraphBuilder build, string x, string name, float step, byte zero)
    {
        string[] parameters = [Step(build, $"{name}.scale", step), Zero(build, $"{name}.zero", zero)];
        return build.Node("DequantizeLinear", [build.Node("QuantizeLinear", [x, .. parameters]), .. parameters]);
    }

    static string Step(GraphBuilder build, string name, float step) => build.Initializer(name, TensorData.Scalar(step));

    static string Zero(GraphBuilder build, string name, byte zero) => build.Initializer(name, TensorData.Scalar(zero));

    static string Weight(GraphBuilder build, string name, TensorData weight, TensorData steps) => build.Node(
        "DequantizeLinear",
        [build.Initializer($"{name}_quantized", weight), build.Initializer($"{name}_scale", steps)],
        [("axis", 0)]);

    static string Bias(GraphBuilder build, string name, TensorData bias, TensorData steps, float inputStep)
    {
        float[] scales = [.. steps.ToDoubles().Select(step => (float)step * inputStep)];
        return build.Node(
            "DequantizeLinear",
            [
                build.Initializer($"{name}_quantized", BiasOf(bias, steps, inputStep)),
                build.Initializer($"{name}_scale", TensorData.Of<float>(scales, [.. steps.Shape])),
            ],
            [("axis", 0)]);
    }

    static TensorData BiasOf(TensorData bias, TensorData steps, float inputStep)
    {
        var scales = steps.ToDoubles();
        int[] values =
        [
            .. bias.ToDoubles().Select((value, i) => (int)Math.Round(value / (scales[i % scales.Length] * inputStep))),
        ];
        return TensorData.Of<int>(values, values.Length);
    }

    // Seven bits, as quantisers write them for processors whose products of bytes saturate.
    static (TensorData Values, TensorData Steps) Quantised(TensorData data, bool perChannel)
    {
        var numbers = data.ToDoubles();
        var width = perChannel ? numbers.Length / (int)data.Shape[0] : numbers.Length;
        float[] steps = [.. numbers.Chunk(width).Select(part => (float)(part.Max(Math.Abs) / 63))];
        sbyte[] values = [.. numbers.Select((value, i) => (sbyte)Math.Round(value / steps[i / width]))];
        return (
            new(ElementType.Int8, data.Shape, MemoryMarshal.AsBytes<sbyte>(values).ToArray()),
            perChannel ? TensorData.Of<float>(steps, steps.Length) : TensorData.Scalar(steps[0]));
    }

    static TensorData Transposed(TensorData data)
    {
        var (rows, columns) = ((int)data.Shape[0], (int)data.Shape[1]);
        var source = data.Span<float>().ToArray();
        var order = Enumerable.Range(0, rows * columns).Select(i => (i % rows * columns) + (i / rows));
        return TensorData.Of<float>([.. order.Select(i => source[i])], columns, rows);
    }
}
