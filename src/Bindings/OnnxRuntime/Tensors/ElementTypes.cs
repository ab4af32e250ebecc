namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Which .NET type holds an element of a tensor.</summary>
static class ElementTypes
{
    static readonly Dictionary<Type, TensorElementType> ByType = new()
    {
        [typeof(float)] = TensorElementType.Float,
        [typeof(double)] = TensorElementType.Double,
        [typeof(Float16)] = TensorElementType.Float16,
        [typeof(BFloat16)] = TensorElementType.BFloat16,
        [typeof(bool)] = TensorElementType.Bool,
        [typeof(sbyte)] = TensorElementType.Int8,
        [typeof(short)] = TensorElementType.Int16,
        [typeof(int)] = TensorElementType.Int32,
        [typeof(long)] = TensorElementType.Int64,
        [typeof(byte)] = TensorElementType.UInt8,
        [typeof(ushort)] = TensorElementType.UInt16,
        [typeof(uint)] = TensorElementType.UInt32,
        [typeof(ulong)] = TensorElementType.UInt64,
        [typeof(string)] = TensorElementType.String,
    };

    static readonly Dictionary<TensorElementType, Type> ByElement = ByType.ToDictionary(p => p.Value, p => p.Key);

    public static TensorElementType Of(Type type) => ByType.TryGetValue(type, out var element)
        ? element
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"A tensor cannot hold elements of {type}.");

    public static Type TypeOf(TensorElementType element) => ByElement.TryGetValue(element, out var type)
        ? type
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"No .NET type holds elements of {element}.");

    /// <summary>Bytes per element.</summary>
    public static int SizeOf(TensorElementType element) => element switch
    {
        TensorElementType.Bool or TensorElementType.Int8 or TensorElementType.UInt8 => 1,
        TensorElementType.Int16 or TensorElementType.UInt16
            or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Int32 or TensorElementType.UInt32 or TensorElementType.Float => 4,
        TensorElementType.Int64 or TensorElementType.UInt64 or TensorElementType.Double => 8,
        _ => throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Elements of {element} have no fixed size."),
    };
}
