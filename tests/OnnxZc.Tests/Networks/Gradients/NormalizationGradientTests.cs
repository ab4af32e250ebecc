using OnnxZc.Graphs;

namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of normalisations by their inputs and weights.</summary>
public sealed class NormalizationGradientTests
{
    static readonly long[] Cube = [2, 3, 4];
    static readonly TensorData Variance = TensorData.Of<float>([0.5f, 1, 2], 3);

    static IEnumerable<GradientCase> All =>
    [
        GradientCase.Of("BatchNormalization", [Cube, Ints(3), Ints(3), Variance, Variance]),
        GradientCase.Of("LayerNormalization", [Cube, Ints(4), Ints(4)]).WithOutputs(3),
        GradientCase.Of("LayerNormalization", [Cube, Ints(4)], ("axis", 1)),
        GradientCase.Of("RMSNormalization", [Cube, Ints(4)]),
        GradientCase.Of("RMSNormalization", [Cube, Ints(3, 4)], ("axis", 1)),
        GradientCase.Of("InstanceNormalization", [Cube, Ints(3), Ints(3)]),
        GradientCase.Of("GroupNormalization", [Ints(2, 4, 3), Ints(4), Ints(4)], ("num_groups", 2)),
        new(OperatorCase.Of("GroupNormalization", 18, [Ints(2, 4, 3), Ints(2), Ints(2)], ("num_groups", 2))),
        GradientCase.Of("LRN", [Ints(1, 5, 2, 2)], ("size", 3), ("alpha", 0.5), ("beta", 0.6), ("bias", 1.5)),
        GradientCase.Of("LpNormalization", [Cube]),
        GradientCase.Of("LpNormalization", [Cube], ("p", 1), ("axis", 1)),
        GradientCase.Of("MeanVarianceNormalization", [Cube], ("axes", Ints(0, 2))),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Normalization_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    static long[] Ints(params long[] values) => values;
}
