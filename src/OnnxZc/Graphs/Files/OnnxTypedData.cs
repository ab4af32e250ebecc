using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>Elements that a tensor keeps in one of the format's typed fields instead of as raw bytes.</summary>
static class OnnxTypedData
{
    /// <summary>The names of the typed fields that hold anything.</summary>
    public static string[] Filled(TensorProto tensor) =>
    [
        .. new (string Name, int Count)[]
        {
            ("float_data", tensor.FloatData.Count),
            ("int32_data", tensor.Int32Data.Count),
            ("int64_data", tensor.Int64Data.Count),
            ("double_data", tensor.DoubleData.Count),
            ("uint64_data", tensor.Uint64Data.Count),
            ("string_data", tensor.StringData.Count),
        }.Where(field => field.Count > 0).Select(field => field.Name),
    ];

    /// <summary>The field in which the format wants elements of <paramref name="type"/>.</summary>
    public static string FieldOf(ElementType type) => type switch
    {
        ElementType.Float32 or ElementType.Complex64 => "float_data",
        ElementType.Float64 or ElementType.Complex128 => "double_data",
        ElementType.Int64 => "int64_data",
        ElementType.UInt64 or ElementType.UInt32 => "uint64_data",
        ElementType.String => "string_data",
        _ => "int32_data",
    };

    /// <summary>The elements of the field of <paramref name="type"/>, narrowed to its width.</summary>
    /// <exception cref="OverflowException">An element does not fit.</exception>
    public static byte[] Bytes(TensorProto tensor, ElementType type) => type switch
    {
        ElementType.Float32 or ElementType.Complex64 => Copy(tensor.FloatData, v => v),
        ElementType.Float64 or ElementType.Complex128 => Copy(tensor.DoubleData, v => v),
        ElementType.Int64 => Copy(tensor.Int64Data, v => v),
        ElementType.UInt64 => Copy(tensor.Uint64Data, v => v),
        ElementType.UInt32 => Copy(tensor.Uint64Data, v => checked((uint)v)),
        ElementType.Int32 => Copy(tensor.Int32Data, v => v),
        ElementType.Int16 => Copy(tensor.Int32Data, v => checked((short)v)),
        ElementType.Int8 => Copy(tensor.Int32Data, v => checked((sbyte)v)),
        ElementType.UInt8 => Copy(tensor.Int32Data, v => checked((byte)v)),
        ElementType.Bool => Copy(tensor.Int32Data, v => v != 0),
        _ => Copy(tensor.Int32Data, v => checked((ushort)v)),
    };

    static byte[] Copy<TFrom, TTo>(RepeatedField<TFrom> field, Converter<TFrom, TTo> narrow)
        where TTo : unmanaged => MemoryMarshal.AsBytes(Array.ConvertAll(field.ToArray(), narrow).AsSpan()).ToArray();
}
