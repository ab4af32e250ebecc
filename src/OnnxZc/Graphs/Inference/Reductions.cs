using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Reductions over axes.</summary>
static class Reductions
{
    static readonly string[] Reducing =
    [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
        "ReduceSum", "ReduceSumSquare",
    ];

    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        .. Reducing.Select(type => (type, new ShapeRule(Reduce))),
        ("ArgMax", new(Extreme)),
        ("ArgMin", new(Extreme)),
    ];

    /// <summary>
    /// The axes that a reduction runs over, or null when they are not constant. They moved from an attribute to an
    /// input in version 13 (ReduceSum) and 18 (the others).
    /// </summary>
    public static int[]? Axes(Operation op)
    {
        var shape = op.Shape(0);
        long[]? axes = op.Has(1) ? op.Integers(1) : [.. op.Attributes.Ints("axes")];
        return axes switch
        {
            null => null,
            [] when op.Attributes.Int("noop_with_empty_axes", 0) != 0 => [],
            [] => [.. Enumerable.Range(0, shape.Length)],
            _ => op.Axes(axes, shape),
        };
    }

    static Inferred Reduce(Operation op) => Axes(op) is { } axes
        ? op.Result(Without(op.Shape(0), axes, op.Attributes.Int("keepdims", 1) != 0))
        : op.DependsOn(1);

    static Inferred Extreme(Operation op)
    {
        var axis = op.Axis(op.Attributes.Int("axis", 0), op.Shape(0));
        return op.Result(ElementType.Int64, Without(op.Shape(0), [axis], op.Attributes.Int("keepdims", 1) != 0));
    }

    static ImmutableArray<long> Without(ImmutableArray<long> shape, int[] axes, bool keep) => keep
        ? [.. shape.Select((size, i) => axes.Contains(i) ? 1 : size)]
        : [.. shape.Where((_, i) => !axes.Contains(i))];
}
