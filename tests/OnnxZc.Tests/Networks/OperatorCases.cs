using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>
/// What the parity tests run: every since-version of every operator, and the settings that change its path.
/// </summary>
static class OperatorCases
{
    static readonly int[] Newest = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];

    static readonly string[] Unary =
    [
        "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "Selu", "Celu", "Softplus", "Softsign", "HardSigmoid",
        "HardSwish", "Mish", "Gelu", "Erf", "ThresholdedRelu", "Neg", "Abs", "Exp", "Reciprocal", "Floor", "Ceil",
        "Round", "Sign", "Sin", "Cos", "Identity", "Flatten", "Transpose", "Shape", "Size", "GlobalAveragePool",
        "GlobalMaxPool", "Dropout",
    ];

    static readonly string[] Binary = ["Add", "Sub", "Mul", "Div", "Min", "Max", "Sum", "Mean", "Less", "Greater",
        "LessOrEqual", "GreaterOrEqual", "PRelu"];

    // Until opset 8 these took only inputs of one shape.
    static readonly string[] WithoutBroadcast = ["Min", "Max", "Sum", "Mean"];

    static readonly long[] Cube = [2, 3, 4];
    static readonly long[] Column = [3, 1];

    static readonly string[] Reductions =
    [
        "ReduceMean", "ReduceMax", "ReduceMin", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSumExp",
        "ReduceProd",
    ];

    public static IReadOnlyList<OperatorCase> All { get; } =
    [
        .. Unary.SelectMany(type => Versions(type, opset => OperatorCase.Of(type, opset, [new long[] { 2, 3, 4, 5 }]))),
        .. Binary.SelectMany(type => Versions(type, opset =>
            OperatorCase.Of(type, opset, [Cube, opset < 8 && WithoutBroadcast.Contains(type) ? Cube : Column]))),
        .. Reductions.SelectMany(Reduced),
        .. OperatorSettings.Arithmetic,
        .. OperatorSettings.Activations,
        .. WindowSettings.Convolutions,
        .. WindowSettings.Pools,
        .. OperatorSettings.Normalizations,
        .. OperatorSettings.Matrices,
        .. QuantizationSettings.All,
        .. MicrosoftSettings.All,
        .. ShapeSettings.Shapes,
        .. ShapeSettings.Indexing,
        .. RecurrentSettings.All,
        .. ResizeSettings.All,
        .. SpatialSettings.All,
        .. ElementwiseSettings.All,
        .. PositionSettings.All,
        .. AttentionSettings.All,
        .. ReductionSettings.All,
    ];

    /// <summary>
    /// Versions that ONNX Runtime has no kernel for, or whose results are drawn at random: ONNX's own cases or closed
    /// forms test them.
    /// </summary>
    public static IReadOnlyList<string> WithoutKernel { get; } =
    [
        .. Names("Bernoulli", 15, 22),
        .. Names("Multinomial", 7, 22),
        .. Names("RandomNormal", 1, 22),
        .. Names("RandomUniform", 1, 22),
        .. Names("RandomNormalLike", 1, 22),
        .. Names("RandomUniformLike", 1, 22),
        .. Names("GlobalLpPool", 22),
        .. Names("MaxRoiPool", 22),
        .. Names("RoiAlign", 22),
    ];

    /// <summary>A case at the first opset of each version of the operator.</summary>
    public static IEnumerable<OperatorCase> Versions(string type, Func<int, OperatorCase> make) => Newest
        .Where(opset => OperatorVersions.TryResolve("", type, opset, out _))
        .GroupBy(opset => OperatorVersions.Resolve("", type, opset))
        .Select(group => make(group.First()));

    static IEnumerable<string> Names(string type, params int[] versions) =>
        versions.Select(version => new OperatorId("", type, version).ToString());

    static IEnumerable<OperatorCase> Reduced(string type) => Versions(type, opset => Reduction(type, opset, 1, -1))
        .Concat(Versions(type, opset => Reduction(type, opset, 0, 2)))
        .Concat(Versions(type, opset => OperatorCase.Of(type, opset, [Cube])));

    static OperatorCase Reduction(string type, int opset, int keep, int axis) => opset >= 18
        ? OperatorCase.Of(type, opset, [Cube, TensorData.Int64s(axis)], ("keepdims", keep))
        : OperatorCase.Of(
            type, opset, [Cube], ("axes", new long[] { axis < 0 && opset < 11 ? 2 : axis }), ("keepdims", keep));
}
