using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public class NodeMetadata
{
    readonly TensorElementType elementType;
    readonly int[] dimensions = [];
    readonly string[] symbolicDimensions = [];

    internal unsafe NodeMetadata(nint typeInfo)
    {
        int kind;
        OrtLibrary.Check(OrtLibrary.Api->GetOnnxTypeFromTypeInfo(typeInfo, &kind));
        OnnxValueType = (OnnxValueType)kind;
        if (!IsTensor)
            return;
        nint tensor;
        OrtLibrary.Check(OrtLibrary.Api->CastTypeInfoToTensorInfo(typeInfo, &tensor));
        (elementType, dimensions, symbolicDimensions) = Read(tensor);
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor =>
        OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public int[] Dimensions => OfTensor(dimensions);

    public string[] SymbolicDimensions => OfTensor(symbolicDimensions);

    public TensorElementType ElementDataType => OfTensor(elementType);

    public Type ElementType => ElementTypes.TypeOf(ElementDataType);

    public bool IsString => ElementDataType == TensorElementType.String;

    static unsafe (TensorElementType Type, int[] Dimensions, string[] Names) Read(nint tensor)
    {
        var (element, shape) = OrtTensorTypeAndShapeInfo.TypeAndShape(tensor);
        var names = new nint[shape.Length];
        fixed (nint* first = names)
            OrtLibrary.Check(OrtLibrary.Api->GetSymbolicDimensions(tensor, first, (nuint)names.Length));
        return (
            element,
            Array.ConvertAll(shape, size => checked((int)size)),
            Array.ConvertAll(names, OrtLibrary.Text));
    }

    T OfTensor<T>(T value) => IsTensor
        ? value
        : throw new OnnxRuntimeException(ErrorCode.Fail, $"This value is a {OnnxValueType}, not a tensor.");
}
