using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>
/// What the parity tests run: every since-version of every operator, and the settings that change its path.
/// </summary>
static class OperatorCases
{
    static readonly int[] Newest = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25];

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
        ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSumExp"];

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
        .. ShapeSettings.Shapes,
        .. ShapeSettings.Indexing,
        .. RecurrentSettings.All,
        .. ResizeSettings.All,
        .. SpatialSettings.All,
    ];

    /// <summary>A case at the first opset of each version of the operator.</summary>
    public static IEnumerable<OperatorCase> Versions(string type, Func<int, OperatorCase> make) => Newest
        .Where(opset => OperatorVersions.TryResolve("", type, opset, out _))
        .GroupBy(opset => OperatorVersions.Resolve("", type, opset))
        .Select(group => make(group.First()));

    static IEnumerable<OperatorCase> Reduced(string type) => Versions(type, opset => Reduction(type, opset, 1, -1))
        .Concat(Versions(type, opset => Reduction(type, opset, 0, 2)))
        .Concat(Versions(type, opset => OperatorCase.Of(type, opset, [Cube])));

    static OperatorCase Reduction(string type, int opset, int keep, int axis) => opset >= 18
        ? OperatorCase.Of(type, opset, [Cube, TensorData.Int64s(axis)], ("keepdims", keep))
        : OperatorCase.Of(
            type, opset, [Cube], ("axes", new long[] { axis < 0 && opset < 11 ? 2 : axis }), ("keepdims", keep));
}
