using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Matrix products: MatMul and its quantised forms, Gemm, Einsum.</summary>
static class MatrixProducts
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("MatMul", new(op => op.Result(Product(op, 0, 1)))),
        ("MatMulInteger", new(op => op.Result(ElementType.Int32, Product(op, 0, 1)))),
        ("QLinearMatMul", new(op => op.Result(op.Type(7), Product(op, 0, 3)))),
        ("Gemm", new(Gemm)),
        ("Einsum", new(Einsum)),
        ("Det", new(op => op.Result(op.ShapeOfRank(0, 2)[..^2]))),
    ];

    static ImmutableArray<long> Product(Operation op, int first, int second) =>
        Product(op.ShapeOfRank(first, 1), op.ShapeOfRank(second, 1), op);

    /// <summary>The shape of a product of tensors of one dimension or more.</summary>
    public static ImmutableArray<long> Product(ImmutableArray<long> a, ImmutableArray<long> b, Operation op)
    {
        ImmutableArray<long> left = a.Length == 1 ? [1, a[0]] : a;
        ImmutableArray<long> right = b.Length == 1 ? [b[0], 1] : b;
        var batch = Broadcasting.Join(left[..^2], right[..^2]);
        if (left[^1] != right[^2] || batch.IsDefault)
            throw op.Mismatch($"shapes {ShapeText.Of(a)} and {ShapeText.Of(b)} cannot be multiplied");
        return [.. batch, .. a.Length == 1 ? [] : new[] { left[^2] }, .. b.Length == 1 ? [] : new[] { right[^1] }];
    }

    static Inferred Gemm(Operation op)
    {
        var (a, b) = (op.Shape(0), op.Shape(1));
        if (a.Length != 2 || b.Length != 2)
            throw op.Mismatch($"shapes {ShapeText.Of(a)} and {ShapeText.Of(b)} are not matrices");
        var (rows, inner) = op.Attributes.Int("transA", 0) != 0 ? (a[1], a[0]) : (a[0], a[1]);
        var (depth, columns) = op.Attributes.Int("transB", 0) != 0 ? (b[1], b[0]) : (b[0], b[1]);
        if (inner != depth)
        {
            throw op.Mismatch(
                $"{ShapeText.Of(a)} and {ShapeText.Of(b)} cannot be multiplied: {inner} columns meet {depth} rows");
        }

        ImmutableArray<long> shape = [rows, columns];
        if (op.Has(2))
            Broadcasting.RequireOneWay(op, 2, shape);
        return op.Result(shape);
    }

    static Inferred Einsum(Operation op)
    {
        var sizes = EinsumSizes.Of(op);
        return op.Result(sizes.Output);
    }
}
