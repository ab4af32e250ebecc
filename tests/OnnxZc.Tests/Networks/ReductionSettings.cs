using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Reductions, running sums, norms and determinants, with every setting that takes another path.</summary>
static class ReductionSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Integers = TensorData.Of<int>([3, 1, -4, 1, 5, -9], 2, 3);

    static readonly TensorData Booleans = TensorData.Of<bool>([true, false, false, false], 2, 2);

    static readonly string[] OfIntegers =
        ["ReduceSum", "ReduceProd", "ReduceMax", "ReduceMin", "ReduceSumSquare", "ReduceL1", "ReduceMean"];

    public static IEnumerable<OperatorCase> All =>
    [
        .. OfIntegers.Select(type => type == "ReduceSum"
            ? OperatorCase.Of(type, 13, [Integers, TensorData.Int64s(1)])
            : OperatorCase.Of(type, 13, [Integers], ("axes", Ints(1)))),
        OperatorCase.Of("ReduceProd", 13, [Cube], ("axes", Ints(0, -1)), ("keepdims", 0)),
        OperatorCase.Of("ReduceSum", 13, [Cube, TensorData.Of<long>([], 0)]),
        OperatorCase.Of("ReduceSum", 13, [Cube, TensorData.Of<long>([], 0)], ("noop_with_empty_axes", 1)),
        OperatorCase.Of("ReduceSum", 13, [Empty, TensorData.Int64s(1)]),
        OperatorCase.Of("ReduceProd", 18, [Empty, TensorData.Int64s(1)]),
        OperatorCase.Of("ReduceMax", 20, [Booleans, TensorData.Int64s(1)]),
        OperatorCase.Of("ReduceMin", 20, [Booleans, TensorData.Int64s(1)]),
        .. OperatorCases.Versions("CumSum", opset => OperatorCase.Of(
            "CumSum", opset, [Cube, TensorData.Scalar(1)])),
        .. new[] { "CumSum", "CumProd" }.SelectMany(type => new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.Select(flags =>
            OperatorCase.Of(
                type, 26, [Cube, TensorData.Scalar(-2L)], ("exclusive", flags.Item1), ("reverse", flags.Item2)))),
        OperatorCase.Of("CumSum", 14, [Integers, TensorData.Scalar(1)]),
        .. OperatorCases.Versions("Det", opset => OperatorCase.Of("Det", opset, [Ints(2, 3, 3)])),
        OperatorCase.Of("Det", 11, [Ints(3, 3)]),
        .. OperatorCases.Versions("LpNormalization", opset => OperatorCase.Of("LpNormalization", opset, [Cube])),
        OperatorCase.Of("LpNormalization", 22, [Cube], ("p", 1), ("axis", 1)),
        .. OperatorCases.Versions("MeanVarianceNormalization", opset => OperatorCase.Of(
            "MeanVarianceNormalization", opset, [Ints(2, 3, 4, 5)])),
        OperatorCase.Of("MeanVarianceNormalization", 13, [Cube], ("axes", Ints(1))),
        OperatorCase.Of("RMSNormalization", 23, [Cube, Ints(4)]),
        OperatorCase.Of("RMSNormalization", 23, [Cube, Ints(3, 4)], ("axis", 1), ("epsilon", 0.1)),
        OperatorCase.Of("LayerNormalization", 17, [Cube, Ints(3, 4), Ints(3, 4)], ("axis", 1)) with { Outputs = 3 },
        OperatorCase.Of("LayerNormalization", 17, [Cube, Ints(4)], ("axis", -1)),
        OperatorCase.Of("Einsum", 12, [Ints(2, 3, 3)], ("equation", "...ii ->...i")),
        OperatorCase.Of("Einsum", 12, [Ints(2, 3), Ints(3, 4), Ints(4)], ("equation", "ab,bc,c")),
        OperatorCase.Of("Einsum", 12, [Ints(2, 5, 3), Ints(3, 4)], ("equation", "...i,ij->...j")),
        OperatorCase.Of("Dropout", 13, [Cube]) with { Outputs = 2 },
        OperatorCase.Of("Dropout", 7, [Cube]),
        OperatorCase.Of("Reshape", 14, [Ints(0, 3), TensorData.Int64s(3, 0)], ("allowzero", 1)),
    ];

    static TensorData Empty => TensorData.Of<float>([], 2, 0, 4);

    static long[] Ints(params long[] values) => values;
}
