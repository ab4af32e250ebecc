using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OnnxZc.Graphs;

namespace OnnxZc.Passes.Runtime;

/// <summary>Between tensors in host memory and ONNX Runtime's, for every type of element that both have.</summary>
static class RuntimeValues
{
    /// <summary>A copy of <paramref name="data"/>.</summary>
    /// <exception cref="ModelException">ONNX Runtime takes no such elements.</exception>
    public static OrtValue Of(TensorData data) => data.Type switch
    {
        ElementType.Float32 => Create<float>(data),
        ElementType.Float64 => Create<double>(data),
        ElementType.Float16 => Create<Float16>(data),
        ElementType.BFloat16 => Create<BFloat16>(data),
        ElementType.Int64 => Create<long>(data),
        ElementType.Int32 => Create<int>(data),
        ElementType.Int16 => Create<short>(data),
        ElementType.Int8 => Create<sbyte>(data),
        ElementType.UInt64 => Create<ulong>(data),
        ElementType.UInt32 => Create<uint>(data),
        ElementType.UInt16 => Create<ushort>(data),
        ElementType.UInt8 => Create<byte>(data),
        ElementType.Bool => Create<bool>(data),
        _ => throw new ModelException(ModelErrorCode.DataMismatch, $"inputs of type {data.Type} are not supported"),
    };

    /// <summary>The elements of a tensor of numbers or truth values as a tensor in host memory.</summary>
    /// <exception cref="ModelException">The elements are of another kind.</exception>
    public static TensorData Read(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var type = info.ElementDataType is TensorElementType.String
            ? throw new ModelException(ModelErrorCode.EngineFailure, "ONNX Runtime gives an output of text")
            : (ElementType)info.ElementDataType;
        return new(type, [.. info.Shape], value.GetTensorMutableRawData().ToArray());
    }

    /// <summary>The elements in single precision; those that have it already are not copied.</summary>
    public static ReadOnlySpan<float> Singles(OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float
            ? value.GetTensorDataAsSpan<float>()
            : Array.ConvertAll(Read(value).ToDoubles(), element => (float)element);

    static OrtValue Create<T>(TensorData data)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<byte, T>(data.Bytes.Span).ToArray(), [.. data.Shape]);
}
