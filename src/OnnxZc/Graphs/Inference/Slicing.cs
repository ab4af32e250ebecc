using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Parts of a tensor: Slice and Split.</summary>
static class Slicing
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Slice", new(Slice)),
        ("Split", new(Split)),
    ];

    /// <summary>What a Slice takes along each axis, or null when its bounds are not constant.</summary>
    public static SliceRange[]? Ranges(Operation op)
    {
        var input = op.Shape(0);
        var isAttribute = op.Since < 10;
        var starts = isAttribute ? [.. op.Attributes.Ints("starts")] : op.Integers(1);
        var ends = isAttribute ? [.. op.Attributes.Ints("ends")] : op.Integers(2);
        if (starts is null || ends is null)
            return null;

        long[] fallback = [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        var axes = isAttribute
            ? op.Attributes.Has("axes") ? [.. op.Attributes.Ints("axes")] : fallback
            : op.Has(3) ? op.Integers(3) : fallback;
        var steps = op.Has(4) ? op.Integers(4) : [.. Enumerable.Repeat(1L, starts.Length)];
        if (axes is null || steps is null)
            return null;
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw op.Mismatch($"{starts.Length} starts, {ends.Length} ends, {axes.Length} axes, {steps.Length} steps");
        if (steps.Contains(0))
            throw op.Mismatch("a step is 0");

        SliceRange[] ranges = [.. input.Select(SliceRange.All)];
        var positions = op.Axes(axes, input);
        for (var i = 0; i < starts.Length; i++)
            ranges[positions[i]] = SliceRange.Of(starts[i], ends[i], steps[i], input[positions[i]]);
        return ranges;
    }

    static Inferred Slice(Operation op) => Ranges(op) is { } ranges
        ? op.Result([.. ranges.Select(range => range.Count)])
        : Inferred.Unknown($"{op.Node.Operator}: its bounds are not constant");

    static Inferred Split(Operation op)
    {
        var input = op.Shape(0);
        var axis = op.Axis(op.Attributes.Int("axis", 0), input);
        var isGiven = op.Since < 13 ? op.Attributes.Has("split") : op.Has(1);
        var declared = op.Since < 13 ? [.. op.Attributes.Ints("split")] : op.Integers(1);
        if (isGiven && declared is null)
            return op.DependsOn(1);

        var parts = isGiven ? declared! : Even(op, input, input[axis]);
        if (parts.Any(size => size < 0) || parts.Sum() != input[axis] || parts.Length != op.Node.Outputs.Length)
        {
            throw op.Mismatch(
                $"parts {ShapeText.Of([.. parts])} for {op.Node.Outputs.Length} outputs do not make axis {axis} of "
                + ShapeText.Of(input));
        }

        return new([.. parts.Select(size => new TensorShape(op.Type(0), input.SetItem(axis, size)))]);
    }

    static long[] Even(Operation op, ImmutableArray<long> input, long size)
    {
        var count = op.Attributes.Int("num_outputs", op.Node.Outputs.Length);
        if (count != op.Node.Outputs.Length)
            throw op.Mismatch($"num_outputs is {count}, the node has {op.Node.Outputs.Length} outputs");

        // From version 18 on the last part may be smaller.
        var part = (size + count - 1) / count;
        var last = size - (part * (count - 1));
        return last == part || (op.Since >= 18 && last >= 0)
            ? [.. Enumerable.Repeat(part, (int)count - 1), last]
            : throw op.Mismatch($"{size} of {ShapeText.Of(input)} do not divide into {count} equal parts");
    }
}
