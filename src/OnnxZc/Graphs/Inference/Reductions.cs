using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Reductions over axes, and losses of class scores [N, C, ...] against labels [N, ...].</summary>
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
        ("NegativeLogLikelihoodLoss", new(Loss)),
        ("SoftmaxCrossEntropyLoss", new(Loss)),
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

    static Inferred Loss(Operation op)
    {
        var (scores, labels) = (op.ShapeOfRank(0, 2), op.Shape(1));
        if (!labels.SequenceEqual(scores.RemoveAt(1)))
            throw op.Mismatch($"labels {ShapeText.Of(labels)} do not fit scores {ShapeText.Of(scores)}");
        if (op.Has(2) && !op.Shape(2).SequenceEqual([scores[1]]))
            throw op.Mismatch($"weights {ShapeText.Of(op.Shape(2))} do not fit {scores[1]} classes");
        var isReduced = op.Attributes.Text("reduction", "mean") != "none";
        return new([new(op.Type(0), isReduced ? [] : labels), new(op.Type(0), scores)]);
    }
}
