using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>
/// Fits a tensor from a data file to what a model declares for an input: same shape, the model's element type.
/// </summary>
static class InputFit
{
    /// <summary>How many samples the model insists on, or null when its first dimension is free.</summary>
    public static long? FixedBatch(ValueInfo input, BatchRequest request) =>
        input.Shape.IsDefaultOrEmpty ? null : SizeOf(input.Shape[0], request);

    /// <summary>The tensor cast to the input's element type.</summary>
    /// <exception cref="ModelException">
    /// <see cref="ModelErrorCode.ShapeMismatch"/>: another rank, or another size where the model fixes it;
    /// <see cref="ModelErrorCode.DataMismatch"/>: the values have no such type.
    /// </exception>
    public static TensorData Fit(TensorData data, ValueInfo input, BatchRequest request, string what)
    {
        CheckShape(data.Shape, input, request, what);
        if (data.Type == input.Type)
            return data;
        return input.Type switch
        {
            ElementType.Float32 => Make(data, input.Type, ToFloats(data)),
            ElementType.Float64 => Make(data, input.Type, data.ToDoubles()),
            ElementType.Float16 => Make(data, input.Type, Array.ConvertAll(data.ToDoubles(), v => (Half)v)),
            ElementType.Int64 => Make(data, input.Type, Integers(data, input, what, long.MinValue, long.MaxValue)),
            ElementType.Int32 => Make(
                data,
                input.Type,
                Array.ConvertAll(Integers(data, input, what, int.MinValue, int.MaxValue), v => (int)v)),
            ElementType.UInt8 => Make(
                data,
                input.Type,
                Array.ConvertAll(Integers(data, input, what, byte.MinValue, byte.MaxValue), v => (byte)v)),
            ElementType.Bool => Make(
                data,
                input.Type,
                Array.ConvertAll(Integers(data, input, what, 0, 1), v => (byte)v)),
            _ => throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"input {input} takes {input.Type}, which no file can give; export the model with another type"),
        };
    }

    /// <summary>Whether data of <paramref name="shape"/> can be the input's.</summary>
    /// <exception cref="ModelException"><see cref="ModelErrorCode.ShapeMismatch"/>: it cannot.</exception>
    public static void CheckShape(
        ImmutableArray<long> shape, ValueInfo input, BatchRequest request, string what)
    {
        if (input.Shape.IsDefault)
            return;
        var fits = shape.Length == input.Shape.Length
            && !input.Shape
                .Where((dimension, axis) => SizeOf(dimension, request) is { } size && size != shape[axis])
                .Any();
        if (!fits)
        {
            throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"{what} has the shape [{string.Join(", ", shape)}], the model's input is {input}: "
                + "give data of that shape, or a model exported for this one");
        }
    }

    /// <summary>The size of a dimension, or null while it is free.</summary>
    public static long? SizeOf(Dimension dimension, BatchRequest request) =>
        dimension.Size
        ?? (dimension.Name is { } name && request.Dimensions.TryGetValue(name, out var size) ? size : null);

    static float[] ToFloats(TensorData data) => data.Type switch
    {
        ElementType.UInt8 => Array.ConvertAll(data.Bytes.ToArray(), v => (float)v),
        _ => Array.ConvertAll(data.ToDoubles(), v => (float)v),
    };

    static long[] Integers(TensorData data, ValueInfo input, string what, long low, long high)
    {
        if (!data.IsInteger && data.Type != ElementType.Bool)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"{what} is {data.Type}, the model's input {input} takes {input.Type}: save the array as integers");
        }

        var values = data.ToInt64s();
        var wrong = Array.FindIndex(values, v => v < low || v > high);
        return wrong < 0 ? values : throw new ModelException(
            ModelErrorCode.DataMismatch,
            $"{what} has {values[wrong]} at element {wrong}, which does not fit the model's input {input}: "
            + "save the values that the model takes");
    }

    static TensorData Make<T>(TensorData data, ElementType type, T[] values)
        where T : unmanaged => new(type, data.Shape, MemoryMarshal.AsBytes<T>(values).ToArray());
}
