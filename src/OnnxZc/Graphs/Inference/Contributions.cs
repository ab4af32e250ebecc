using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Operators of ONNX Runtime's own domain that are not taken apart.</summary>
static class Contributions
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Gelu", new(Elementwise.SameShape)),
        ("FastGelu", new(Elementwise.SameShape)),
        ("QuickGelu", new(Elementwise.SameShape)),
        ("FusedMatMul", new(op => op.Result(MatrixProducts.Product(Left(op), Right(op), op)))),
    ];

    /// <summary>The left factor's shape once it is transposed.</summary>
    public static ImmutableArray<long> Left(Operation op) => Factor(op, 0, "transA", "transBatchA");

    static ImmutableArray<long> Right(Operation op) => Factor(op, 1, "transB", "transBatchB");

    // The last two dimensions change places; before that, transBatch brings the first to the last place but one.
    static ImmutableArray<long> Factor(Operation op, int index, string transpose, string transposeBatch)
    {
        var shape = op.ShapeOfRank(index, 1);
        if (op.Attributes.Int(transposeBatch, 0) != 0 && shape.Length > 2)
            shape = [.. shape[1..^1], shape[0], shape[^1]];
        return op.Attributes.Int(transpose, 0) != 0 && shape.Length > 1
            ? [.. shape[..^2], shape[^1], shape[^2]]
            : shape;
    }
}
