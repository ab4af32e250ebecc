using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public struct OrtTensorTypeAndShapeInfo
{
    internal unsafe OrtTensorTypeAndShapeInfo(nint info)
    {
        nuint count;
        OrtLibrary.Check(OrtLibrary.Api->GetTensorShapeElementCount(info, &count));
        ElementCount = (long)count;
        (ElementDataType, Shape) = TypeAndShape(info);
    }

    public TensorElementType ElementDataType { get; }

    public readonly bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; }

    public readonly int DimensionsCount => Shape.Length;

    public long[] Shape { get; }

    /// <summary>Also of a declared type, where -1 stands for a free dimension and there is no count of elements.</summary>
    internal static unsafe (TensorElementType Type, long[] Shape) TypeAndShape(nint info)
    {
        int element;
        nuint rank;
        OrtLibrary.Check(OrtLibrary.Api->GetTensorElementType(info, &element));
        OrtLibrary.Check(OrtLibrary.Api->GetDimensionsCount(info, &rank));
        var shape = new long[rank];
        fixed (long* dimensions = shape)
            OrtLibrary.Check(OrtLibrary.Api->GetDimensions(info, dimensions, rank));
        return ((TensorElementType)element, shape);
    }
}
