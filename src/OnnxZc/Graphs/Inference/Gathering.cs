namespace OnnxZc.Graphs.Inference;

/// <summary>Elements picked or replaced by index.</summary>
static class Gathering
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Gather", new(Gather)),
        ("GatherElements", new(GatherElements)),
        ("GatherND", new(GatherND)),
        ("Scatter", new(ScatterElements)),
        ("ScatterElements", new(ScatterElements)),
        ("ScatterND", new(ScatterND)),
        ("TensorScatter", new(Elementwise.SameShape)),
    ];

    static Inferred Gather(Operation op)
    {
        var input = op.Shape(0);
        var axis = op.Axis(op.Attributes.Int("axis", 0), input);
        if (op.Integers(1) is { } indices && indices.Any(index => index < -input[axis] || index >= input[axis]))
            throw op.Mismatch($"an index is outside axis {axis} of {ShapeText.Of(input)}");
        return op.Result([.. input[..axis], .. op.Shape(1), .. input[(axis + 1)..]]);
    }

    static Inferred GatherElements(Operation op)
    {
        op.Axis(op.Attributes.Int("axis", 0), op.Shape(0));
        RequireEqualRank(op, 0, 1);
        return op.Result(op.Shape(1));
    }

    static Inferred GatherND(Operation op)
    {
        var (input, indices) = (op.ShapeOfRank(0, 1), op.ShapeOfRank(1, 1));
        var batch = (int)Math.Clamp(op.Attributes.Int("batch_dims", 0), 0, int.MaxValue);
        if (batch >= Math.Min(input.Length, indices.Length)
            || !input[..batch].SequenceEqual(indices[..batch])
            || indices[^1] < 1
            || indices[^1] > input.Length - batch)
        {
            throw op.Mismatch(
                $"indices {ShapeText.Of(indices)} with {batch} batch dimension(s) do not fit {ShapeText.Of(input)}");
        }

        return op.Result([.. indices[..^1], .. input[(batch + (int)indices[^1])..]]);
    }

    static Inferred ScatterElements(Operation op)
    {
        op.Axis(op.Attributes.Int("axis", 0), op.Shape(0));
        RequireEqualRank(op, 0, 1);
        if (!op.Shape(1).SequenceEqual(op.Shape(2)))
            throw op.Mismatch($"indices {ShapeText.Of(op.Shape(1))} and updates {ShapeText.Of(op.Shape(2))} differ");
        return op.Result(op.Shape(0));
    }

    static Inferred ScatterND(Operation op)
    {
        var (input, indices, updates) = (op.ShapeOfRank(0, 1), op.ShapeOfRank(1, 1), op.Shape(2));
        var depth = indices[^1];
        var fits = depth >= 1 && depth <= input.Length
            && updates.SequenceEqual(indices[..^1].AddRange(input[(int)depth..]));
        return fits
            ? op.Result(input)
            : throw op.Mismatch(
                $"updates {ShapeText.Of(updates)} at indices {ShapeText.Of(indices)} do not fit {ShapeText.Of(input)}");
    }

    static void RequireEqualRank(Operation op, int first, int second)
    {
        if (op.Rank(first) != op.Rank(second))
        {
            throw op.Mismatch(
                $"{ShapeText.Of(op.Shape(first))} and indices {ShapeText.Of(op.Shape(second))} differ in rank");
        }
    }
}
