using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Other shapes for the same elements in the same order.</summary>
static class Reshaping
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("Reshape", new(Reshape, ToleratesUnknown: true)),
        ("Flatten", new(Flatten)),
        ("Squeeze", new(Squeeze)),
        ("Unsqueeze", new(Unsqueeze)),
    ];

    static Inferred Reshape(Operation op)
    {
        var target = op.Since < 5 ? [.. op.Attributes.Ints("shape")] : op.Integers(1);
        if (target is null)
            return op.DependsOn(1);

        var keepsZero = op.Attributes.Int("allowzero", 0) != 0;
        if (!op.Knows(0))
        {
            return target.All(size => size > 0 || (size == 0 && keepsZero))
                ? op.Result([.. target])
                : Inferred.Unknown($"the shape of '{op.Node.Inputs[0]}' is unknown");
        }

        return op.Result(Resolve(op, target, keepsZero));
    }

    static ImmutableArray<long> Resolve(Operation op, long[] target, bool keepsZero)
    {
        var input = op.Shape(0);
        var shape = new long[target.Length];
        for (var i = 0; i < target.Length; i++)
        {
            var copies = target[i] == 0 && !keepsZero;
            if (copies && i >= input.Length)
                throw op.Mismatch($"target {Text(target)} copies dimension {i}, which {ShapeText.Of(input)} lacks");
            shape[i] = copies ? input[i] : target[i];
        }

        var (count, free) = (TensorData.CountOf(input), Array.IndexOf(shape, -1));
        var given = TensorData.CountOf(shape.Where((_, i) => i != free));
        var fits = free < 0 ? given == count : given != 0 && count % given == 0;
        if (!fits || shape.Where((_, i) => i != free).Any(size => size < 0))
            throw op.Mismatch($"{count} elements of shape {ShapeText.Of(input)} cannot take shape {Text(target)}");
        if (free >= 0)
            shape[free] = count / given;
        return [.. shape];
    }

    static Inferred Flatten(Operation op)
    {
        var input = op.Shape(0);
        var declared = op.Attributes.Int("axis", 1);
        var axis = declared == input.Length ? input.Length : op.Axis(declared, input);
        return op.Result([TensorData.CountOf(input[..axis]), TensorData.CountOf(input[axis..])]);
    }

    static Inferred Squeeze(Operation op)
    {
        var input = op.Shape(0);
        var isGiven = op.Since < 13 ? op.Attributes.Has("axes") : op.Has(1);
        if (!isGiven)
            return op.Result([.. input.Where(size => size != 1)]);
        if (DeclaredAxes(op) is not { } declared)
            return op.DependsOn(1);

        var axes = op.Axes(declared, input);
        return axes.All(axis => input[axis] == 1)
            ? op.Result([.. input.Where((_, i) => !axes.Contains(i))])
            : throw op.Mismatch($"axes {Text(declared)} of {ShapeText.Of(input)} are not all 1 and cannot be squeezed");
    }

    static Inferred Unsqueeze(Operation op)
    {
        if (DeclaredAxes(op) is not { } declared)
            return op.DependsOn(1);
        var input = op.Shape(0);
        var shape = new long[input.Length + declared.Length];
        foreach (var axis in op.Axes(declared, [.. shape]))
            shape[axis] = -1;

        var next = 0;
        return op.Result([.. shape.Select(mark => mark < 0 ? 1 : input[next++])]);
    }

    static long[]? DeclaredAxes(Operation op) => op.Since < 13 ? [.. op.Attributes.Ints("axes")] : op.Integers(1);

    static string Text(long[] values) => $"[{string.Join(", ", values)}]";
}
