using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public struct OrtTensorTypeAndShapeInfo
{
    internal unsafe OrtTensorTypeAndShapeInfo(nint info)
    {
        int element;
        nuint rank;
        nuint count;
        OrtLibrary.Check(OrtLibrary.Api->GetTensorElementType(info, &element));
        OrtLibrary.Check(OrtLibrary.Api->GetDimensionsCount(info, &rank));
        OrtLibrary.Check(OrtLibrary.Api->GetTensorShapeElementCount(info, &count));
        var shape = new long[rank];
        fixed (long* dimensions = shape)
            OrtLibrary.Check(OrtLibrary.Api->GetDimensions(info, dimensions, rank));
        ElementDataType = (TensorElementType)element;
        ElementCount = (long)count;
        Shape = shape;
    }

    public TensorElementType ElementDataType { get; }

    public readonly bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; }

    public readonly int DimensionsCount => Shape.Length;

    public long[] Shape { get; }
}
