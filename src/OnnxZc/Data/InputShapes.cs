using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;

namespace OnnxZc.Data;

/// <summary>Sizes for the dimensions that a model's inputs leave free.</summary>
static class InputShapes
{
    /// <summary>
    /// The shape of <paramref name="input"/>: its own sizes, those given by name, the batch size at axis 0 and wherever
    /// the first input's axis 0 is named.
    /// </summary>
    /// <exception cref="ModelException">
    /// A dimension is 0, or a free one has no size; the message says how to give it.
    /// </exception>
    public static ImmutableArray<long> Of(ValueInfo input, BatchRequest request, int batchSize)
    {
        if (input.Shape.IsDefault)
        {
            throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"input '{input.Name}' declares no rank: give its shape with --input {input.Name}=SHAPE:TYPE, "
                + "or data with --data");
        }

        var batch = FreeDimensions.BatchName(request.Inputs);
        return
        [
            .. input.Shape.Select((dimension, axis) => SizeOf(
                input, dimension, axis, request, axis == 0 || (batch is not null && dimension.Name == batch)
                    ? batchSize
                    : null)),
        ];
    }

    static long SizeOf(ValueInfo input, Dimension dimension, int axis, BatchRequest request, int? batchSize)
    {
        if (dimension.Size is 0)
        {
            throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"input {input} has no elements, its dimension {axis} is 0: export the model with another size");
        }

        if (dimension.Size is { } size)
            return size;
        if (dimension.Name is { } name && SizeExpression.Evaluate(name, request.Dimensions) is { } given)
            return given;
        return batchSize ?? throw new ModelException(
            ModelErrorCode.ShapeMismatch,
            $"input {input} leaves dimension {axis} free: give its size with --dim {dimension.Name ?? "NAME"}=SIZE, "
            + "or data with --data");
    }
}
