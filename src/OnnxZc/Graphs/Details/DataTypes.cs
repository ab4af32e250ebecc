namespace OnnxZc.Graphs.Details;

/// <summary>All element types of the format, by the names that ONNX and NumPy share.</summary>
static class DataTypes
{
    static readonly (string Name, int? Bits)[] Known =
    [
        ("undefined", null), ("float32", 32), ("uint8", 8), ("int8", 8), ("uint16", 16), ("int16", 16), ("int32", 32),
        ("int64", 64), ("string", null), ("bool", 8), ("float16", 16), ("float64", 64), ("uint32", 32), ("uint64", 64),
        ("complex64", 64), ("complex128", 128), ("bfloat16", 16), ("float8e4m3fn", 8), ("float8e4m3fnuz", 8),
        ("float8e5m2", 8), ("float8e5m2fnuz", 8), ("uint4", 4), ("int4", 4), ("float4e2m1", 4), ("float8e8m0", 8),
        ("uint2", 2), ("int2", 2),
    ];

    /// <summary>The names, in the order of the format's numbers.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Skip(1).Select(type => type.Name)];

    /// <summary>The name of the type with this number.</summary>
    public static string Name(long type) => type >= 0 && type < Known.Length ? Known[type].Name : $"type {type}";

    /// <summary>The bits that an element takes; null where that is not fixed or the type is not known.</summary>
    public static int? Bits(int type) => type >= 0 && type < Known.Length ? Known[type].Bits : null;
}
