namespace OnnxZc.Graphs.Inference;

/// <summary>Running sums, triangles, largest elements, and results whose size depends on the data.</summary>
static class Selections
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("CumProd", new(Elementwise.SameShape)),
        ("CumSum", new(Elementwise.SameShape)),
        ("Trilu", new(op => op.Result(op.ShapeOfRank(0, 2)))),
        ("TopK", new(TopK)),
        ("NonZero", new(NonZero)),
        ("Compress", new(DataDependent)),
        ("NonMaxSuppression", new(DataDependent)),
        ("Unique", new(DataDependent)),
    ];

    static Inferred TopK(Operation op)
    {
        var input = op.Shape(0);
        var axis = op.Axis(op.Attributes.Int("axis", -1), input);
        var count = op.Since < 10 ? [op.Attributes.Int("k", 0)] : op.Integers(1);
        if (count is null)
            return op.DependsOn(1);
        if (count is not [>= 0 and var k] || k > input[axis])
            throw op.Mismatch($"k does not fit axis {axis} of {ShapeText.Of(input)}");
        return new([new(op.Type(0), input.SetItem(axis, k)), new(ElementType.Int64, input.SetItem(axis, k))]);
    }

    static Inferred NonZero(Operation op) => op.Constant(0) is { } data
        ? op.Result(ElementType.Int64, [Math.Max(1, op.Rank(0)), data.ToDoubles().LongCount(value => value != 0)])
        : op.DependsOn(0);

    static Inferred DataDependent(Operation op) => op.DependsOn(0);
}
