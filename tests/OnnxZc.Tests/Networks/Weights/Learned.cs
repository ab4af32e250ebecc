using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Networks.Weights;

/// <summary>A graph with a learned tensor of every kind; their values are those of no scheme.</summary>
static class Learned
{
    public static Graph Graph(bool extra = false, int opset = 17) => ConstantFolder.Fold(File(extra, opset));

    /// <summary>The same before folding.</summary>
    public static Graph File(bool extra = false, int opset = 17)
    {
        var build = new GraphBuilder(opset, "learned");
        var image = build.Input("image", ElementType.Float32, null, 24, 8, 8);
        var x = build.Node("Sub", [image, build.Initializer("mean", Values("mean", [24, 1, 1]))]);
        if (extra)
            x = build.Node("Conv", [x, build.Initializer("extra", Values("extra", [24, 24, 1, 1]))]);
        x = build.Node(
            "Conv", [x, Weight("conv.weight", 96, 24, 3, 3)], [("pads", new[] { 1, 1, 1, 1 })]);
        x = build.Node(
            "BatchNormalization",
            [x, Weight("bn.weight", 96), Weight("bn.bias", 96), Weight("bn.mean", 96), Weight("bn.var", 96)]);
        x = build.Node("PRelu", [x, Weight("slope", 96, 1, 1)]);
        x = build.Node(
            "Conv", [x, Weight("depth.weight", 96, 1, 3, 3)], [("group", 96), ("pads", new[] { 1, 1, 1, 1 })]);
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        x = build.Node("Gemm", [x, Weight("gemm.weight", 100, 96), Weight("gemm.bias", 100)], [("transB", 1)]);
        var ids = build.Input("ids", ElementType.Int64, null, 5);
        var rows = build.Node("Gather", [Weight("embedding", 150, 200), ids]);
        rows = build.Node("LayerNormalization", [rows, Weight("ln.weight", 200), Weight("ln.bias", 200)]);
        rows = build.Node("MatMul", [rows, Weight("matmul.weight", 200, 300)]);
        rows = build.Node("Add", [rows, Weight("matmul.bias", 300)]);
        rows = build.Node("Mul", [rows, build.Initializer("mask", Mask(300))]);
        rows = build.Multi(
            "LSTM",
            [rows, Weight("lstm.weight", 1, 160, 300), Weight("lstm.recurrence", 1, 160, 40)],
            ["rows"],
            [("hidden_size", 40)])[0];
        var square = build.Node("MatMul", [build.Node("Slice", [x, Range(0), Range(9), Range(1)]), Square()]);
        return build.Build(square, x, rows);

        string Weight(string name, params long[] shape) => build.Initializer(name, Values(name, shape));

        string Square() => Weight("square.weight", 9, 9);

        string Range(long value) => build.Initializer($"range{value}", TensorData.Int64s(value));
    }

    static TensorData Values(string name, long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"trained:{name}").FillUniform(values, 3, 4);
        return TensorData.Of<float>(values, shape);
    }

    static TensorData Mask(int size) =>
        TensorData.Of<float>([.. Enumerable.Range(0, size).Select(i => i % 3 == 0 ? 0f : 1f)], size);
}
