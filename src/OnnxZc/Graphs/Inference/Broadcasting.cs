using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>Which shape results when tensors are stretched to each other (ONNX "Broadcasting", as in NumPy).</summary>
static class Broadcasting
{
    /// <summary>The shape to which both stretch, or default (<c>IsDefault</c>) when they cannot.</summary>
    public static ImmutableArray<long> Join(ImmutableArray<long> left, ImmutableArray<long> right)
    {
        var shape = new long[Math.Max(left.Length, right.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (a, b) = (FromEnd(left, i), FromEnd(right, i));
            if (a != b && a != 1 && b != 1)
                return default;
            shape[^i] = a == 1 ? b : a;
        }

        return [.. shape];
    }

    /// <summary>The shape to which all known inputs from <paramref name="first"/> stretch.</summary>
    /// <exception cref="ModelException">They do not fit each other.</exception>
    public static ImmutableArray<long> OfInputs(Operation operation, int first = 0)
    {
        var shape = operation.Shape(first);
        for (var i = first + 1; i < operation.InputCount; i++)
        {
            var joined = Join(shape, operation.Shape(i));
            shape = joined.IsDefault
                ? throw operation.Mismatch(
                    $"shapes {ShapeText.Of(shape)} and {ShapeText.Of(operation.Shape(i))} cannot be broadcast")
                : joined;
        }

        return shape;
    }

    /// <summary>Throws unless input <paramref name="index"/> stretches to <paramref name="target"/> as it is.</summary>
    public static void RequireOneWay(Operation operation, int index, ImmutableArray<long> target)
    {
        var joined = Join(operation.Shape(index), target);
        if (joined.IsDefault || !joined.SequenceEqual(target))
        {
            throw operation.Mismatch(
                $"input {index} of shape {ShapeText.Of(operation.Shape(index))} cannot be broadcast to "
                + ShapeText.Of(target));
        }
    }

    static long FromEnd(ImmutableArray<long> shape, int position) => position <= shape.Length ? shape[^position] : 1;
}
