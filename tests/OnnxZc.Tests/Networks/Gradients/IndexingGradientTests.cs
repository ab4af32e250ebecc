using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of operators that move, pick and write elements.</summary>
public sealed class IndexingGradientTests
{
    static readonly long[] Cube = [2, 3, 2];
    static readonly long[] Image = [1, 4, 2, 2];
    static readonly TensorData Twice = TensorData.Int64s(0, 2, 2, -1);

    static IEnumerable<GradientCase> All => [.. Moving, .. Picking, .. Writing];

    static IEnumerable<GradientCase> Moving =>
    [
        GradientCase.Of("Reshape", [Cube, TensorData.Int64s(0, -1)]),
        GradientCase.Of("Flatten", [Cube], ("axis", 2)),
        GradientCase.Of("Transpose", [Cube], ("perm", Ints(2, 0, 1))),
        GradientCase.Of("Squeeze", [Ints(2, 1, 3), TensorData.Int64s(1)]),
        GradientCase.Of("Unsqueeze", [Cube, TensorData.Int64s(0, -1)]),
        GradientCase.Of("Concat", [Cube, Ints(2, 1, 2)], ("axis", 1)),
        GradientCase.Of("Split", [Cube, TensorData.Int64s(1, 2)], ("axis", 1)).WithOutputs(2),
        GradientCase.Of("Expand", [Ints(3, 1), TensorData.Int64s(2, 1, 2)]),
        GradientCase.Of("Tile", [Cube, TensorData.Int64s(1, 2, 1)]),
        GradientCase.Of("DepthToSpace", [Image], ("blocksize", 2)),
        GradientCase.Of("SpaceToDepth", [Image], ("blocksize", 2)),
        .. new[] { "constant", "edge", "reflect", "wrap" }.Select(mode => GradientCase.Of(
            "Pad", [Cube, TensorData.Int64s(0, 2, -1, 0, 1, 1)], ("mode", mode))),
        GradientCase.Of("ReverseSequence", [Cube, TensorData.Int64s(1, 2, 2)]),
        GradientCase.Of("Trilu", [Cube, TensorData.Scalar(1L)]),
    ];

    static IEnumerable<GradientCase> Picking =>
    [
        GradientCase.Of("Gather", [Cube, Twice], ("axis", 1)),
        GradientCase.Of("GatherElements", [Ints(2, 3), TensorData.Of<long>([0, -1, 1, 0], 2, 2)], ("axis", 1)),
        GradientCase.Of("GatherND", [Cube, TensorData.Of<long>([1, 0, 1, -1, 1, 0], 3, 2)]),
        GradientCase.Of("Slice", [Cube, .. new[] { -1, long.MinValue, 1, -2 }.Select(v => TensorData.Int64s(v))]),
        GradientCase.Of("Slice", [Cube, .. new[] { 1, long.MaxValue, 1, 1 }.Select(v => TensorData.Int64s(v))]),
        new(OperatorCase.Of(
            "Compress", 11, [Cube, TensorData.Of<bool>([true, false, true], 3)], ("axis", 1)) with
        {
            Types = [ElementType.Float32],
        }),
        GradientCase.Of("TopK", [Ints(2, 5), TensorData.Int64s(3)]).WithOutputs(2),
        GradientCase.Of("Hardmax", [Cube]),
        GradientCase.Of("OneHot", [TensorData.Int64s(0, -1), TensorData.Scalar(3L), Ints(2)]),
    ];

    static IEnumerable<GradientCase> Writing =>
    [
        GradientCase.Of("ScatterElements", [Ints(2, 3), TensorData.Of<long>([0, 2, 1, -1], 2, 2), Ints(2, 2)], (
            "axis", 1)),
        GradientCase.Of("ScatterND", [Cube, TensorData.Of<long>([1], 1, 1), Ints(1, 3, 2)]),
        .. new[] { "add", "mul", "max", "min" }.SelectMany(reduction => new[]
        {
            GradientCase.Of(
                "ScatterElements", [Ints(2, 3), TensorData.Of<long>([1, 1, 0, -1], 2, 2), Ints(2, 2)],
                ("axis", 1), ("reduction", reduction)),
            GradientCase.Of(
                "ScatterND", [Ints(3, 2), TensorData.Of<long>([1, 1, 0], 3, 1), Ints(3, 2)], ("reduction", reduction)),
        }),
        GradientCase.Of(
            "TensorScatter", [Ints(2, 3, 2), Ints(2, 2, 2), TensorData.Int64s(2, 0)], ("mode", "circular")),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Indexing_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    static long[] Ints(params long[] values) => values;
}
