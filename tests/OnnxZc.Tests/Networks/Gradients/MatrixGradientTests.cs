namespace OnnxZc.Tests.Networks.Gradients;

/// <summary>Derivatives of matrix products and determinants.</summary>
public sealed class MatrixGradientTests
{
    static IEnumerable<GradientCase> All =>
    [
        GradientCase.Of("MatMul", [Ints(2, 2, 3), Ints(3, 2)]),
        GradientCase.Of("MatMul", [Ints(2, 1, 2, 3), Ints(2, 3, 1)]),
        GradientCase.Of("MatMul", [Ints(3), Ints(3, 2)]),
        GradientCase.Of("Gemm", [Ints(2, 3), Ints(4, 3), Ints(4)], ("transB", 1)),
        GradientCase.Of("Gemm", [Ints(3, 2), Ints(3, 4), Ints(2, 1)], ("transA", 1), ("alpha", 0.5), ("beta", 2.0)),
        GradientCase.Of("Gemm", [Ints(2, 3), Ints(3, 4)]),
        GradientCase.Of("Einsum", [Ints(2, 2, 3), Ints(2, 3, 2)], ("equation", "bij,bjk->bik")),
        GradientCase.Of("Einsum", [Ints(2, 3, 3)], ("equation", "...ii->...i")),
        GradientCase.Of("Einsum", [Ints(2, 3), Ints(3, 2), Ints(2)], ("equation", "ab,bc,c")),
        GradientCase.Of("Det", [Ints(2, 3, 3)]),
    ];

    public static TheoryData<string> Cases => GradientCase.Names(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Product_RandomPoint_DerivativesEqualDifferences(string name) =>
        GradientCase.Find(All, name).Holds();

    static long[] Ints(params long[] values) => values;
}
