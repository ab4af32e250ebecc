using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Operators that pick, order, write or pad by position, with every setting that takes another path.</summary>
static class PositionSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Ties = TensorData.Of<float>([3, 1, 3, 2, 1, 1, 0, 3], 2, 4);
    static readonly TensorData Condition = TensorData.Of<bool>([true, false, true], 3);
    static readonly TensorData Rows = TensorData.Of<long>([1, 0, 0, 2, -1, -1], 3, 2);

    public static IEnumerable<OperatorCase> All =>
    [
        .. Picking,
        .. Choosing,
        .. Scattering,
        .. Making,
        .. Padding,
    ];

    static IEnumerable<OperatorCase> Picking =>
    [
        .. OperatorCases.Versions("GatherND", opset => OperatorCase.Of("GatherND", opset, [Cube, Rows])),
        OperatorCase.Of(
            "GatherND", 12, [Cube, TensorData.Of<long>([1, 0, 2, 3], 2, 1, 2)], ("batch_dims", 1)),
        OperatorCase.Of("GatherElements", 13, [Ints(2, 3), TensorData.Of<long>([0, -1, 1, -2], 2, 2)], ("axis", 1)),
        OperatorCase.Of("ReverseSequence", 10, [Cube, TensorData.Int64s(1, 2, 2)]),
        OperatorCase.Of(
            "ReverseSequence", 10, [Cube, TensorData.Int64s(3, 2)], ("time_axis", 1), ("batch_axis", 0)),
        .. OperatorCases.Versions("Compress", opset => OperatorCase.Of(
            "Compress", opset, [Cube, Condition], ("axis", 1)) with { Types = [ElementType.Float32] }),
        OperatorCase.Of("Compress", 11, [Cube, Condition]) with { Types = [ElementType.Float32] },
        OperatorCase.Of("Compress", 11, [Cube, Condition], ("axis", -1)) with { Types = [ElementType.Float32] },
        .. OperatorCases.Versions("NonZero", opset => OperatorCase.Of("NonZero", opset, [Ties])),
        OperatorCase.Of("Trilu", 14, [Cube]),
        OperatorCase.Of("Trilu", 14, [Cube, TensorData.Scalar(-1L)], ("upper", 0)),
        OperatorCase.Of("Trilu", 14, [Cube, TensorData.Scalar(1L)]),
        OperatorCase.Of("Slice", 13, [Cube, .. Ends(0, long.MaxValue, 2, long.MaxValue)]),
        OperatorCase.Of("Slice", 13, [Cube, .. Ends(-1, long.MinValue, 2, long.MinValue)]),
    ];

    static IEnumerable<OperatorCase> Choosing =>
    [
        .. OperatorCases.Versions("TopK", opset => opset >= 10
            ? OperatorCase.Of("TopK", opset, [Ties, TensorData.Int64s(3)]) with { Outputs = 2 }
            : OperatorCase.Of("TopK", opset, [Ties], ("k", 3)) with { Outputs = 2 }),
        OperatorCase.Of("TopK", 11, [Ties, TensorData.Int64s(2)], ("largest", 0), ("axis", 1)) with { Outputs = 2 },
        OperatorCase.Of("TopK", 11, [Cube, TensorData.Int64s(2)], ("axis", 1)) with { Outputs = 2 },
        Unique([Ties]),
        Unique([Ties], ("sorted", 0)),
        Unique([TensorData.Of<long>([1, 0, 0, 1, 0, 0, 2, 3, 4], 3, 3)], ("axis", 0)),
        Unique([TensorData.Of<float>([2, 1, 2, 1, 0, 1], 2, 3)], ("axis", -1), ("sorted", 0)),
        .. OperatorCases.Versions("NonMaxSuppression", opset => Suppression(opset, 0)),
        Suppression(11, 1),
        .. OperatorCases.Versions("Hardmax", opset => OperatorCase.Of("Hardmax", opset, [Cube], ("axis", 1))),
        OperatorCase.Of("Hardmax", 13, [Ties]),
        OperatorCase.Of("ArgMax", 12, [Ties], ("axis", 1), ("select_last_index", 1)),
        OperatorCase.Of("ArgMin", 13, [Ties], ("axis", -1), ("select_last_index", 1), ("keepdims", 0)),
    ];

    static IEnumerable<OperatorCase> Scattering =>
    [
        OperatorCase.Of(
            "Scatter", 9, [Ints(3, 4), TensorData.Of<long>([2, 0, 1, 3], 2, 2), Ints(2, 2)], ("axis", 1)),
        .. OperatorCases.Versions("ScatterElements", opset => Elements(opset, "none", 0, -1, 1, 2)),
        .. OperatorCases.Versions("ScatterND", opset => Slices(opset, "none", 1, 0)),
        .. new[] { "add", "mul" }.SelectMany(reduction => new[]
        {
            Elements(16, reduction, 1, 1, 0, 2), Slices(16, reduction, 1, 1),
        }),
        .. new[] { "add", "mul", "max", "min" }.SelectMany(reduction => new[]
        {
            Elements(18, reduction, -1, 2, 2, 2), Slices(18, reduction, 1, 1),
        }),
        Cache("linear", 0, 2),
        Cache("circular", 3, 1),
        OperatorCase.Of("TensorScatter", 24, [Ints(2, 5, 3), Ints(2, 2, 3)]),
    ];

    static IEnumerable<OperatorCase> Making =>
    [
        .. OperatorCases.Versions("OneHot", opset => OperatorCase.Of("OneHot", opset, [
            TensorData.Of<long>([0, -1, 7, 2], 2, 2), TensorData.Scalar(3L), TensorData.Of<float>([-1, 2], 2)])),
        OperatorCase.Of(
            "OneHot", 11,
            [TensorData.Of<long>([0, 1], 2), TensorData.Scalar(3L), TensorData.Of<float>([0, 1], 2)], ("axis", 0)),
        .. OperatorCases.Versions("EyeLike", opset => OperatorCase.Of("EyeLike", opset, [Ints(3, 4)], ("k", 1))),
        OperatorCase.Of("EyeLike", 9, [Ints(3, 4)], ("k", -1), ("dtype", (int)ElementType.Int64)),
        .. OperatorCases.Versions("Constant", opset => OperatorCase.Of("Constant", opset, [], ("value", Ties))),
        OperatorCase.Of("Constant", 12, [], ("value_floats", new[] { 0.5f, 1.5f })),
        OperatorCase.Of("Constant", 12, [], ("value_int", 3)),
    ];

    static IEnumerable<OperatorCase> Padding =>
    [
        OperatorCase.Of("Pad", 19, [Cube, TensorData.Int64s(0, 1, 4, 0, 2, 3)], ("mode", "wrap")),
        OperatorCase.Of("Pad", 18, [Cube, TensorData.Int64s(1, 1, 2, 1, 2, 3)], ("mode", "edge")),
        OperatorCase.Of("Pad", 18, [Cube, TensorData.Int64s(1, 1, 2, 1, 2, 3)], ("mode", "reflect")),
        OperatorCase.Of(
            "Pad", 18, [Cube, TensorData.Int64s(2, 1), null!, TensorData.Int64s(-1)], ("mode", "reflect")),
        OperatorCase.Of("Pad", 13, [Condition, TensorData.Int64s(1, 2), TensorData.Scalar(true)]),
        OperatorCase.Of("Pad", 13, [TensorData.Int64s(4, 5), TensorData.Int64s(1, 2), TensorData.Scalar(-3L)]),
        OperatorCase.Of("Split", 18, [Ints(7)], ("axis", 0), ("num_outputs", 3)) with { Outputs = 3 },
        OperatorCase.Of("Split", 13, [Ints(4), TensorData.Int64s(0, 4)]) with { Outputs = 2 },
    ];

    static OperatorCase Unique(object[] inputs, params (string, object)[] attributes) =>
        OperatorCase.Of("Unique", 11, inputs, attributes) with
        {
            Outputs = 4,
            Types = [((TensorData)inputs[0]).Type, ElementType.Int64, ElementType.Int64, ElementType.Int64],
        };

    static OperatorCase Suppression(int opset, int isCentred) => OperatorCase.Of(
        "NonMaxSuppression",
        opset,
        [
            TensorData.Of<float>(
                [0, 0, 1, 1, 0, 0.1f, 1, 1.1f, 0, 0.9f, 1, -0.1f, 0, 10, 1, 11, 0, 10.1f, 1, 11.1f, 0, 100, 1, 101],
                1, 6, 4),
            TensorData.Of<float>([0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f], 1, 2, 6),
            TensorData.Int64s(2), TensorData.Scalar(0.5f), TensorData.Scalar(0.4f),
        ],
        ("center_point_box", isCentred)) with
    {
        Types = [ElementType.Int64],
    };

    static OperatorCase Elements(int opset, string reduction, params long[] index) => OperatorCase.Of(
        "ScatterElements",
        opset,
        [Ints(2, 3), TensorData.Of<long>(index, 2, 2), Ints(2, 2)],
        opset < 16 ? [("axis", 1)] : [("axis", 1), ("reduction", reduction)]);

    static OperatorCase Slices(int opset, string reduction, params long[] index) => OperatorCase.Of(
        "ScatterND",
        opset,
        [Cube, TensorData.Of<long>(index, 2, 1), Ints(2, 3, 4)],
        opset < 16 ? [] : [("reduction", reduction)]);

    static OperatorCase Cache(string mode, params long[] starts) => OperatorCase.Of(
        "TensorScatter",
        24,
        [Ints(2, 2, 4, 3), Ints(2, 2, 2, 3), TensorData.Int64s(starts)],
        ("mode", mode));

    static IEnumerable<object> Ends(params long[] startEndAxisStep) =>
        startEndAxisStep.Select(value => (object)TensorData.Int64s(value));

    static long[] Ints(params long[] values) => values;
}
