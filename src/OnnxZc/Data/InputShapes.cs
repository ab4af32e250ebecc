using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>Sizes for the dimensions that a model's inputs leave free.</summary>
static class InputShapes
{
    const long MostElements = 1L << 31;

    /// <summary>
    /// The shape of <paramref name="input"/>: its own sizes, those given by name, the batch size at axis 0.
    /// </summary>
    /// <exception cref="ModelException">
    /// A dimension is 0, or a free one has no size; the message says how to give it.
    /// </exception>
    public static ImmutableArray<long> Of(ValueInfo input, IReadOnlyDictionary<string, long> dimensions, int batchSize)
    {
        if (input.Shape.IsDefault)
        {
            throw new ModelException(
                ModelErrorCode.ShapeMismatch, $"input '{input.Name}' declares no rank: give data with --data");
        }

        ImmutableArray<long> shape =
            [.. input.Shape.Select((dimension, axis) => SizeOf(input, dimension, axis, dimensions, batchSize))];
        return shape.Aggregate((Int128)1, (count, size) => Int128.Min(count * size, Int128.One << 62)) <= MostElements
            ? shape
            : throw new ModelException(
                ModelErrorCode.TooLarge,
                $"input {input} has more than 2^31 elements; take a smaller --batch-size, or smaller sizes by --dim");
    }

    static long SizeOf(
        ValueInfo input, Dimension dimension, int axis, IReadOnlyDictionary<string, long> dimensions, int batchSize)
    {
        if (dimension.Size is 0)
        {
            throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"input {input} has no elements, its dimension {axis} is 0: export the model with another size");
        }

        if (dimension.Size is { } size)
            return size;
        if (dimension.Name is { } name && dimensions.TryGetValue(name, out var given))
            return given;
        if (axis == 0)
            return batchSize;
        throw new ModelException(
            ModelErrorCode.ShapeMismatch,
            $"input {input} leaves dimension {axis} free: give its size with --dim {dimension.Name ?? "NAME"}=SIZE, "
            + "or data with --data");
    }
}
