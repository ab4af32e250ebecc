using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Makes constant tensors from widened elements.</summary>
static class Elements
{
    /// <summary>
    /// A tensor of these numbers in the type of <paramref name="form"/>; integers wrap, fractions round or are cut.
    /// </summary>
    public static TensorData Of(TensorShape form, double[] values) => form.Type switch
    {
        ElementType.Float32 => Make(form, values, v => (float)v),
        ElementType.Float64 => Make(form, values, v => v),
        ElementType.Float16 => Make(form, values, v => (Half)v),
        ElementType.BFloat16 => Make(form, values, Brain),
        ElementType.Bool => Make(form, values, v => v != 0),
        _ => Of(form, Array.ConvertAll(values, v => (long)v)),
    };

    /// <summary>A tensor of these integers in the type of <paramref name="form"/>.</summary>
    public static TensorData Of(TensorShape form, long[] values) => form.Type switch
    {
        ElementType.Int64 => Make(form, values, v => v),
        ElementType.UInt64 => Make(form, values, v => (ulong)v),
        ElementType.Int32 => Make(form, values, v => (int)v),
        ElementType.UInt32 => Make(form, values, v => (uint)v),
        ElementType.Int16 => Make(form, values, v => (short)v),
        ElementType.UInt16 => Make(form, values, v => (ushort)v),
        ElementType.Int8 => Make(form, values, v => (sbyte)v),
        ElementType.UInt8 => Make(form, values, v => (byte)v),
        ElementType.Bool => Make(form, values, v => v != 0),
        _ => Of(form, Array.ConvertAll(values, v => (double)v)),
    };

    /// <summary>
    /// A tensor whose element i is element <paramref name="positions"/>[i] of <paramref name="source"/>.
    /// </summary>
    public static TensorData Picked(TensorData source, ImmutableArray<long> shape, long[] positions)
    {
        var size = TensorData.SizeOf(source.Type);
        var bytes = new byte[positions.Length * size];
        var from = source.Bytes.Span;
        for (var i = 0; i < positions.Length; i++)
            from.Slice((int)positions[i] * size, size).CopyTo(bytes.AsSpan(i * size));
        return new(source.Type, shape, bytes);
    }

    /// <summary>The nearest 16-bit brain float, ties to even.</summary>
    public static ushort Brain(double value)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)value);
        return double.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    static TensorData Make<TFrom, TTo>(TensorShape form, TFrom[] values, Converter<TFrom, TTo> convert)
        where TTo : unmanaged =>
        new(form.Type, form.Shape, MemoryMarshal.AsBytes(Array.ConvertAll(values, convert).AsSpan()).ToArray());
}
