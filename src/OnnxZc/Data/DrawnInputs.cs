using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inputs;
using OnnxZc.Numerics;

namespace OnnxZc.Data;

/// <summary>Makes the values of inputs for which there is no data.</summary>
static class DrawnInputs
{
    /// <summary>The values of <paramref name="input"/> for a batch.</summary>
    /// <exception cref="ModelException">Its type or shape leaves it open what they are.</exception>
    public static TensorData Draw(ValueInfo input, BatchRequest request, int batchSize)
    {
        var shape = InputShapes.Of(input, request, batchSize);
        var use = request.UseOf(input);
        var stream = new RandomStream(
            request.Inputs.Count == 1 ? "data:input" : $"data:{input.Name}", request.Seed);
        return Cast(input, shape, use switch
        {
            { Range: { } range } => Uniform(stream, shape, range, input.Type),
            { Kind: InputKind.Samples } when !input.Type.IsFloat() => Uniform(stream, shape, (0, 256), input.Type),
            { Kind: InputKind.Samples or InputKind.Past } => Normal(stream, shape),
            { Kind: InputKind.Ids } => Uniform(stream, shape, (0, use.Rows), input.Type),
            { Kind: InputKind.Positions } => Positions(shape, use.Rows),
            { Kind: InputKind.Lengths } => Filled(shape, Length(request)),
            { Kind: InputKind.Mask } => Filled(shape, 1),
            _ => Filled(shape, 0),
        });
    }

    /// <summary>Ones for <paramref name="input"/>.</summary>
    /// <exception cref="ModelException">Its type or shape leaves it open what they are.</exception>
    public static TensorData Ones(ValueInfo input, BatchRequest request, int batchSize)
    {
        var shape = InputShapes.Of(input, request, batchSize);
        return Cast(input, shape, Filled(shape, 1));
    }

    static double[] Normal(RandomStream stream, ImmutableArray<long> shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        stream.FillNormal(values);
        return Array.ConvertAll(values, value => (double)value);
    }

    static double[] Uniform(
        RandomStream stream, ImmutableArray<long> shape, (double Low, double High) range, ElementType type)
    {
        var values = new double[TensorData.CountOf(shape)];
        var width = range.High - range.Low;
        for (var i = 0; i < values.Length; i++)
            values[i] = range.Low + (width * stream.Uniform(i));
        return type.IsFloat() ? values : Array.ConvertAll(values, Math.Floor);
    }

    static double[] Positions(ImmutableArray<long> shape, long rows)
    {
        var values = new double[TensorData.CountOf(shape)];
        var length = shape.Length > 0 ? shape[^1] : 1;
        for (var i = 0; i < values.Length; i++)
            values[i] = rows > 0 ? i % length % rows : i % length;
        return values;
    }

    static double[] Filled(ImmutableArray<long> shape, double value)
    {
        var values = new double[TensorData.CountOf(shape)];
        Array.Fill(values, value);
        return values;
    }

    // The sequences are those of the first input that is not lengths itself; its second axis is time.
    static long Length(BatchRequest request)
    {
        var sequence = request.Inputs
            .Where(input => request.UseOf(input).Kind != InputKind.Lengths)
            .FirstOrDefault(input => input.Shape is { IsDefault: false, Length: > 1 });
        return sequence is null ? 1 : InputShapes.Of(sequence, request, GaussianBatches.DefaultBatchSize)[1];
    }


    static TensorData Cast(ValueInfo input, ImmutableArray<long> shape, double[] values) => input.Type switch
    {
        ElementType.Float32 => Make(input.Type, shape, Array.ConvertAll(values, value => (float)value)),
        ElementType.Float64 => Make(input.Type, shape, values),
        ElementType.Float16 => Make(input.Type, shape, Array.ConvertAll(values, value => (Half)value)),
        ElementType.BFloat16 => Make(
            input.Type,
            shape,
            Array.ConvertAll(values, value => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16))),
        ElementType.Int64 => Make(input.Type, shape, Array.ConvertAll(values, value => (long)value)),
        ElementType.Int32 => Make(input.Type, shape, Array.ConvertAll(values, value => (int)value)),
        ElementType.UInt8 or ElementType.Bool => Make(
            input.Type, shape, Array.ConvertAll(values, value => (byte)value)),
        _ => throw new ModelException(
            ModelErrorCode.DataMismatch,
            $"input {input} takes {input.Type}, which cannot be drawn: export the model with another type"),
    };

    static TensorData Make<T>(ElementType type, ImmutableArray<long> shape, T[] values)
        where T : unmanaged => new(type, shape, MemoryMarshal.AsBytes<T>(values).ToArray());
}
