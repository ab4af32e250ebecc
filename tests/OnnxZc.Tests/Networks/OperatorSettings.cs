using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Activations, arithmetic, normalisations and products with every setting that takes another path.</summary>
static class OperatorSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Positive = TensorData.Of<float>([0.5f, 1f, 2f, 3f], 4);
    static readonly TensorData Integers = TensorData.Int64s(-7, 5, 9, 4);
    static readonly TensorData Booleans = TensorData.Of<bool>([true, false, true, false], 4);

    public static IEnumerable<OperatorCase> Activations =>
    [
        .. OperatorCases.Versions("Clip", opset => opset >= 11
            ? OperatorCase.Of("Clip", opset, [Cube, TensorData.Scalar(-0.5f), TensorData.Scalar(0.7f)])
            : OperatorCase.Of("Clip", opset, [Cube], ("min", -0.5), ("max", 0.7))),
        OperatorCase.Of("Clip", 13, [Cube, TensorData.Scalar(0f)]),
        OperatorCase.Of("Clip", 13, [Cube, null!, TensorData.Scalar(0.1f)]),
        OperatorCase.Of("Clip", 13, [Cube]),
        OperatorCase.Of("LeakyRelu", 16, [Cube], ("alpha", 0.3)),
        OperatorCase.Of("Elu", 16, [Cube], ("alpha", 0.3)),
        OperatorCase.Of("HardSigmoid", 16, [Cube], ("alpha", 1.0 / 6), ("beta", 0.4)),
        OperatorCase.Of("Gelu", 20, [Cube], ("approximate", "tanh")),
        .. OperatorCases.Versions("Softmax", opset => OperatorCase.Of("Softmax", opset, [Cube], ("axis", 1))),
        .. OperatorCases.Versions("LogSoftmax", opset => OperatorCase.Of("LogSoftmax", opset, [Cube], ("axis", 1))),
        OperatorCase.Of("Softmax", 11, [Cube], ("axis", 2)),
        OperatorCase.Of("Softmax", 13, [Cube]),
    ];

    public static IEnumerable<OperatorCase> Arithmetic =>
    [
        .. OperatorCases.Versions("Log", opset => OperatorCase.Of("Log", opset, [Positive])),
        .. OperatorCases.Versions("Sqrt", opset => OperatorCase.Of("Sqrt", opset, [Positive])),
        .. OperatorCases.Versions("Pow", opset => OperatorCase.Of("Pow", opset, [Positive, Ints(2, 4)])),
        OperatorCase.Of("Pow", 13, [Cube, TensorData.Scalar(2f)]),
        OperatorCase.Of("Div", 14, [Integers, TensorData.Int64s(2)]),
        .. OperatorCases.Versions("Mod", opset => OperatorCase.Of("Mod", opset, [Integers, TensorData.Int64s(4)])),
        OperatorCase.Of("Mod", 13, [Cube, Positive], ("fmod", 1)),
        .. OperatorCases.Versions("Cast", opset => OperatorCase.Of(
            "Cast", opset, [Cube], ("to", (int)ElementType.Int64))),
        .. OperatorCases.Versions("Equal", opset => OperatorCase.Of("Equal", opset, [Integers, TensorData.Int64s(5)])),
        .. new[] { "And", "Or", "Xor" }.SelectMany(type => OperatorCases.Versions(type, opset => OperatorCase.Of(
            type, opset, [Booleans, TensorData.Of<bool>([true], 1)]))),
        OperatorCase.Of("Not", 13, [Booleans]),
        .. OperatorCases.Versions("Where", opset => OperatorCase.Of("Where", opset, [Booleans, Cube, Positive])),
        .. OperatorCases.Versions("ReduceSum", opset => opset >= 13
            ? OperatorCase.Of("ReduceSum", opset, [Cube, TensorData.Int64s(1)])
            : OperatorCase.Of("ReduceSum", opset, [Cube], ("axes", Ints(1)))),
        OperatorCase.Of("ReduceSum", 13, [Cube], ("noop_with_empty_axes", 1)),
        .. OperatorCases.Versions("ReduceLogSum", opset => opset >= 18
            ? OperatorCase.Of("ReduceLogSum", opset, [Positive, TensorData.Int64s(0)])
            : OperatorCase.Of("ReduceLogSum", opset, [Positive], ("axes", Ints(0)))),
        .. OperatorCases.Versions("ArgMax", opset => OperatorCase.Of("ArgMax", opset, [Cube], ("axis", 1))),
        .. OperatorCases.Versions("ArgMin", opset => OperatorCase.Of(
            "ArgMin", opset, [Cube], ("axis", 2), ("keepdims", 0))),
    ];

    public static IEnumerable<OperatorCase> Normalizations =>
    [
        .. OperatorCases.Versions("BatchNormalization", opset => OperatorCase.Of(
            "BatchNormalization", opset, [Ints(2, 4, 3, 3), Ints(4), Ints(4), Ints(4), Positive])),
        OperatorCase.Of(
            "BatchNormalization", 15, [Ints(5, 4), Ints(4), Ints(4), Ints(4), Positive], ("epsilon", 0.1)),
        OperatorCase.Of("LayerNormalization", 17, [Cube, Ints(4), Ints(4)]),
        OperatorCase.Of("LayerNormalization", 17, [Cube, Ints(3, 4)], ("axis", 1), ("epsilon", 0.1)),
        .. OperatorCases.Versions("InstanceNormalization", opset => OperatorCase.Of(
            "InstanceNormalization", opset, [Ints(2, 4, 3, 3), Ints(4), Ints(4)])),
        OperatorCase.Of("GroupNormalization", 18, [Ints(2, 4, 3, 3), Ints(2), Ints(2)], ("num_groups", 2)),
        OperatorCase.Of("GroupNormalization", 21, [Ints(2, 4, 3, 3), Ints(4), Ints(4)], ("num_groups", 2)),
        .. OperatorCases.Versions("LRN", opset => OperatorCase.Of(
            "LRN", opset, [Ints(2, 7, 3, 3)], ("size", 3), ("alpha", 0.1), ("beta", 0.5), ("bias", 2.0))),
    ];

    public static IEnumerable<OperatorCase> Matrices =>
    [
        .. OperatorCases.Versions("MatMul", opset => OperatorCase.Of("MatMul", opset, [Ints(2, 3, 4), Ints(4, 5)])),
        OperatorCase.Of("MatMul", 13, [Ints(2, 1, 3, 4), Ints(5, 4, 2)]),
        OperatorCase.Of("MatMul", 13, [Ints(4), Ints(4, 5)]),
        .. OperatorCases.Versions("Gemm", opset => OperatorCase.Of(
            "Gemm", opset, [Ints(3, 4), Ints(5, 4), Ints(5)], ("transB", 1))),
        OperatorCase.Of("Gemm", 13, [Ints(3, 4), Ints(4, 5)]),
        OperatorCase.Of(
            "Gemm", 13, [Ints(4, 3), Ints(4, 5), Ints(3, 1)], ("transA", 1), ("alpha", 0.5), ("beta", 2.0)),
        OperatorCase.Of("Einsum", 12, [Ints(2, 3, 4), Ints(2, 4, 5)], ("equation", "bij,bjk->bik")),
    ];

    static long[] Ints(params long[] values) => values;
}
