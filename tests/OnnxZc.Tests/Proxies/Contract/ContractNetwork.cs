using OnnxZc.Graphs;
using OnnxZc.Tests.Passes;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>
/// Small networks of ten classes over images of three channels, as the contract of proxies needs them.
/// </summary>
static class ContractNetwork
{
    public const int Classes = 10;

    static readonly Dictionary<string, Func<GraphBuilder, string, string>> Bodies = new()
    {
        ["residual"] = Residual,
        ["chain"] = Chain,
        ["tokens"] = Tokens,
    };

    public static IEnumerable<string> Names => Bodies.Keys;

    /// <summary>The network of that name; every weight is drawn by its own name.</summary>
    public static Graph Of(string name) => Of(name, (_, _) => []);

    /// <summary>The same with further outputs, made from the images.</summary>
    public static Graph Of(string name, Func<GraphBuilder, string, string[]> further)
    {
        var build = new GraphBuilder(17, name);
        var images = build.Input("images", ElementType.Float32, null, 3, SizeOf(name), SizeOf(name));
        var logits = Bodies[name](build, images);
        return build.Build([logits, .. further(build, images)]);
    }

    public static int SizeOf(string name) => name == "tokens" ? 8 : 12;

    public static string Conv(
        GraphBuilder build,
        string x,
        string name,
        long[] shape,
        int stride = 1,
        bool withBias = false,
        string? weight = null)
    {
        var pad = (shape[2] - 1) / 2;
        weight ??= build.Initializer($"{name}.weight", Draw($"{name}.weight", shape));
        string[] bias = withBias
            ? [build.Initializer($"{name}.bias", SmallNetwork.Draw($"{name}.bias", 0.1, shape[0]))]
            : [];
        return build.Node(
            "Conv",
            [x, weight, .. bias],
            [("pads", new[] { pad, pad, pad, pad }), ("strides", new long[] { stride, stride })],
            $"{name}.conv");
    }

    // Variance 2 / fan-in, as networks for rectifiers begin with.
    public static TensorData Draw(string name, long[] shape) =>
        SmallNetwork.Draw(name, Math.Sqrt(2.0 * shape[0] / TensorData.CountOf(shape)), shape);

    static string Residual(GraphBuilder build, string images)
    {
        var x = Rectified(build, Normalised(build, images, "stem", [8, 3, 3, 3]));
        var y = Rectified(build, Normalised(build, x, "a1", [8, 8, 3, 3]));
        x = Rectified(build, build.Node("Add", [Normalised(build, y, "a2", [8, 8, 3, 3]), x]));
        y = Rectified(build, Normalised(build, x, "b1", [16, 8, 3, 3], 2));
        y = Normalised(build, y, "b2", [16, 16, 3, 3]);
        var shortcut = Normalised(build, x, "b0", [16, 8, 1, 1], 2);
        x = Rectified(build, build.Node("Add", [y, shortcut]));
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        return Head(build, x, "head", 16, Classes, "logits");
    }

    static string Chain(GraphBuilder build, string images)
    {
        var x = Rectified(build, Conv(build, images, "a", [8, 3, 3, 3], withBias: true));
        x = Rectified(build, Conv(build, x, "b", [12, 8, 3, 3], withBias: true));
        x = build.Node("MaxPool", [x], [("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })]);
        x = Rectified(build, Conv(build, x, "c", [12, 12, 3, 3], withBias: true));
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        x = Rectified(build, Head(build, x, "hidden", 12, 24, "hidden"));
        return Head(build, x, "head", 24, Classes, "logits");
    }

    static string Tokens(GraphBuilder build, string images)
    {
        const int Width = 16;
        var patches = build.Node(
            "Conv",
            [images, build.Initializer("patch.weight", Draw("patch.weight", [Width, 3, 4, 4]))],
            [("strides", new long[] { 4, 4 })]);
        var shape = build.Initializer("shape", TensorData.Int64s(0, Width, -1));
        var x = build.Node("Transpose", [build.Node("Reshape", [patches, shape])], [("perm", new long[] { 0, 2, 1 })]);
        for (var i = 0; i < 2; i++)
        {
            x = build.Node("Add", [x, Attention(build, x, $"{i}.attention", Width)]);
            var y = LayerNorm(build, x, $"{i}.norm", Width);
            y = Rectified(build, Linear(build, y, $"{i}.up", Width, 2 * Width));
            x = build.Node("Add", [x, Linear(build, y, $"{i}.down", 2 * Width, Width)]);
        }

        x = LayerNorm(build, x, "norm", Width);
        x = build.Node("ReduceMean", [x], [("axes", new long[] { 1 }), ("keepdims", 0)]);
        return Head(build, x, "head", Width, Classes, "logits");
    }

    static string Attention(GraphBuilder build, string x, string name, long width)
    {
        x = LayerNorm(build, x, $"{name}.norm", width);
        var query = Linear(build, x, $"{name}.query", width, width);
        var key = Linear(build, x, $"{name}.key", width, width);
        key = build.Node("Transpose", [key], [("perm", new long[] { 0, 2, 1 })]);
        var scores = build.Node("Softmax", [build.Node("MatMul", [query, key])], [("axis", -1)]);
        var value = Linear(build, x, $"{name}.value", width, width);
        return Linear(build, build.Node("MatMul", [scores, value]), $"{name}.out", width, width);
    }

    static string LayerNorm(GraphBuilder build, string x, string name, long width) => build.Node(
        "LayerNormalization",
        [
            x,
            build.Initializer($"{name}.scale", Positive($"{name}.scale", width)),
            build.Initializer($"{name}.bias", SmallNetwork.Draw($"{name}.bias", 0.1, width)),
        ]);

    static string Linear(GraphBuilder build, string x, string name, long input, long output)
    {
        var weight = build.Initializer(
            $"{name}.weight", SmallNetwork.Draw($"{name}.weight", Math.Sqrt(1.0 / input), input, output));
        var bias = build.Initializer($"{name}.bias", SmallNetwork.Draw($"{name}.bias", 0.1, output));
        return build.Node("Add", [build.Node("MatMul", [x, weight]), bias]);
    }

    static string Head(GraphBuilder build, string x, string name, long input, long output, string result)
    {
        var weight = build.Initializer($"{name}.weight", Draw($"{name}.weight", [output, input]));
        var bias = build.Initializer($"{name}.bias", SmallNetwork.Draw($"{name}.bias", 0.1, output));
        return build.Node("Gemm", [x, weight, bias], [("transB", 1)], result);
    }

    static string Normalised(GraphBuilder build, string x, string name, long[] shape, int stride = 1)
    {
        var channels = shape[0];
        return build.Node("BatchNormalization", [
            Conv(build, x, name, shape, stride),
            build.Initializer($"{name}.scale", Positive($"{name}.scale", channels)),
            build.Initializer($"{name}.shift", SmallNetwork.Draw($"{name}.shift", 0.1, channels)),
            build.Initializer($"{name}.mean", SmallNetwork.Draw($"{name}.mean", 0.1, channels)),
            build.Initializer($"{name}.var", Positive($"{name}.var", channels)),
        ]);
    }

    static string Rectified(GraphBuilder build, string x) => build.Node("Relu", [x]);

    static TensorData Positive(string name, long count)
    {
        var values = SmallNetwork.Draw(name, 0.1, count).Span<float>().ToArray();
        return TensorData.Of<float>([.. values.Select(value => 1 + Math.Abs(value))], count);
    }
}
