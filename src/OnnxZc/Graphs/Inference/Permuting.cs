using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>The same elements in another order.</summary>
static class Permuting
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Transpose", new(Transpose)),
        ("DepthToSpace", new(DepthToSpace)),
        ("SpaceToDepth", new(SpaceToDepth)),
        ("ReverseSequence", new(Elementwise.SameShape)),
    ];

    /// <summary>Which input axis each output axis is; the reverse order by default.</summary>
    /// <exception cref="ModelException">The attribute is no permutation of the input's axes.</exception>
    public static int[] Permutation(Operation op)
    {
        var rank = op.Rank(0);
        var declared = op.Attributes.Ints("perm");
        if (declared.IsEmpty)
            return [.. Enumerable.Range(0, rank).Reverse()];
        return declared.Length == rank
            ? op.Axes(declared, op.Shape(0))
            : throw op.Mismatch($"perm {ShapeText.Of(declared)} does not fit shape {ShapeText.Of(op.Shape(0))}");
    }

    static Inferred Transpose(Operation op) => op.Result([.. Permutation(op).Select(axis => op.Shape(0)[axis])]);

    static Inferred DepthToSpace(Operation op)
    {
        var (input, block) = (Map(op), Block(op));
        var area = checked(block * block);
        return input[1] % area == 0
            ? op.Result([input[0], input[1] / area, checked(input[2] * block), checked(input[3] * block)])
            : throw op.Mismatch($"{input[1]} channels of {ShapeText.Of(input)} do not make {block} x {block} blocks");
    }

    static Inferred SpaceToDepth(Operation op)
    {
        var (input, block) = (Map(op), Block(op));
        return input[2] % block == 0 && input[3] % block == 0
            ? op.Result([input[0], checked(input[1] * block * block), input[2] / block, input[3] / block])
            : throw op.Mismatch($"a map of shape {ShapeText.Of(input)} does not divide into {block} x {block} blocks");
    }

    static ImmutableArray<long> Map(Operation op) => op.Rank(0) == 4
        ? op.Shape(0)
        : throw op.Mismatch($"shape {ShapeText.Of(op.Shape(0))} is not N x C x H x W");

    static long Block(Operation op) => op.Attributes.Int("blocksize", 0) is > 0 and var block
        ? block
        : throw op.Mismatch("blocksize is not positive");
}
