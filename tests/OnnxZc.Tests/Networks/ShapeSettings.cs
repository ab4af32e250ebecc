using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks;

/// <summary>Operators that move and pick elements, with every setting that takes another path.</summary>
static class ShapeSettings
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly long[] Image = [2, 4, 6, 4];

    public static IEnumerable<OperatorCase> Shapes =>
    [
        .. OperatorCases.Versions("Reshape", opset => OperatorCase.Of(
            "Reshape", opset, [Cube, TensorData.Int64s(0, -1)])),
        OperatorCase.Of("Flatten", 13, [Image], ("axis", -1)),
        OperatorCase.Of("Flatten", 13, [Image], ("axis", 0)),
        OperatorCase.Of("Transpose", 13, [Image], ("perm", Ints(0, 2, 3, 1))),
        .. OperatorCases.Versions("Squeeze", opset => WithAxes("Squeeze", opset, [2, 1, 3, 1], 1)),
        OperatorCase.Of("Squeeze", 13, [Ints(2, 1, 3, 1)]),
        .. OperatorCases.Versions("Unsqueeze", opset => WithAxes("Unsqueeze", opset, Cube, 0, 2)),
        OperatorCase.Of("Unsqueeze", 13, [Cube, TensorData.Int64s(-1)]),
        .. OperatorCases.Versions("Concat", opset => OperatorCase.Of(
            "Concat", opset, [Cube, Ints(2, 5, 4)], ("axis", 1))),
        .. OperatorCases.Versions("Split", opset => opset >= 13
            ? OperatorCase.Of("Split", opset, [Cube, TensorData.Int64s(1, 3)], ("axis", 2)) with { Outputs = 2 }
            : OperatorCase.Of("Split", opset, [Cube], ("axis", 2), ("split", Ints(1, 3))) with { Outputs = 2 }),
        OperatorCase.Of("Split", 13, [Cube], ("axis", 2)) with { Outputs = 2 },
        OperatorCase.Of("Split", 18, [Ints(7)], ("axis", 0), ("num_outputs", 2)) with { Outputs = 2 },
        .. OperatorCases.Versions("Expand", opset => OperatorCase.Of(
            "Expand", opset, [Ints(3, 1), TensorData.Int64s(2, 1, 4)])),
        .. OperatorCases.Versions("Tile", opset => OperatorCase.Of("Tile", opset, [Cube, TensorData.Int64s(1, 2, 3)])),
        OperatorCase.Of("Shape", 15, [Image], ("start", 1), ("end", -1)),
        .. OperatorCases.Versions("Pad", opset => opset >= 11
            ? OperatorCase.Of("Pad", opset, [Cube, TensorData.Int64s(0, 1, 2, 0, 0, 1), TensorData.Scalar(0.5f)])
            : OperatorCase.Of("Pad", opset, [Cube], ("pads", Ints(0, 1, 2, 0, 0, 1)), ("value", 0.5))),
        OperatorCase.Of("Pad", 13, [Image, TensorData.Int64s(0, 0, 1, 2, 0, 0, 2, 1)], ("mode", "reflect")),
        OperatorCase.Of("Pad", 13, [Image, TensorData.Int64s(0, 0, 1, 2, 0, 0, 2, 1)], ("mode", "edge")),
        OperatorCase.Of("Pad", 13, [Cube, TensorData.Int64s(0, 0, -1, 0, 0, -1)]),
        OperatorCase.Of("Pad", 18, [Image, TensorData.Int64s(1, 2), TensorData.Scalar(1f), TensorData.Int64s(-1)]),
        .. OperatorCases.Versions("DepthToSpace", opset => OperatorCase.Of(
            "DepthToSpace", opset, [Image], ("blocksize", 2))),
        OperatorCase.Of("DepthToSpace", 13, [Image], ("blocksize", 2), ("mode", "CRD")),
        .. OperatorCases.Versions("SpaceToDepth", opset => OperatorCase.Of(
            "SpaceToDepth", opset, [Image], ("blocksize", 2))),
    ];

    public static IEnumerable<OperatorCase> Indexing =>
    [
        .. OperatorCases.Versions("Gather", opset => OperatorCase.Of(
            "Gather", opset, [Cube, TensorData.Of<long>([0, 2, 1, 1], 2, 2)], ("axis", 1))),
        OperatorCase.Of("Gather", 13, [Cube, TensorData.Scalar(-1L)], ("axis", 2)),
        .. OperatorCases.Versions("GatherElements", opset => OperatorCase.Of(
            "GatherElements", opset, [Ints(2, 3), TensorData.Of<long>([0, 1, 1, 0], 2, 2)], ("axis", 1))),
        .. OperatorCases.Versions("Slice", opset => opset >= 10
            ? Slice(opset, 1, long.MaxValue, 2)
            : OperatorCase.Of(
                "Slice", opset, [Cube], ("starts", Ints(1)), ("ends", Ints(long.MaxValue)), ("axes", Ints(2)))),
        OperatorCase.Of("Slice", 13, [Cube, TensorData.Int64s(0, 0), TensorData.Int64s(2, -1)]),
        Slice(13, -1, long.MinValue, 2, -1),
        Slice(13, 3, 0, 2, -2),
        .. OperatorCases.Versions("ConstantOfShape", opset => OperatorCase.Of(
            "ConstantOfShape", opset, [TensorData.Int64s(2, 3)], ("value", TensorData.Of<float>([1.5f], 1)))),
        OperatorCase.Of("Range", 11, [TensorData.Scalar(1L), TensorData.Scalar(10L), TensorData.Scalar(3L)]),
    ];

    static OperatorCase Slice(int opset, params long[] startEndAxisStep) =>
        OperatorCase.Of("Slice", opset, [Cube, .. startEndAxisStep.Select(value => TensorData.Int64s(value))]);

    static OperatorCase WithAxes(string type, int opset, long[] shape, params long[] axes) => opset >= 13
        ? OperatorCase.Of(type, opset, [shape, TensorData.Int64s(axes)])
        : OperatorCase.Of(type, opset, [shape], ("axes", axes));

    static long[] Ints(params long[] values) => values;
}
