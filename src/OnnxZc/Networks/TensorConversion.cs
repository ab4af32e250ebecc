using OnnxZc.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Networks;

/// <summary>Between tensors in host memory and libtorch's.</summary>
static class TensorConversion
{
    /// <summary>
    /// The libtorch type for <paramref name="type"/>; <paramref name="node"/> is named when there is none.
    /// </summary>
    public static ScalarType ScalarTypeOf(Node node, ElementType type) => Find(type) ?? throw ModelException.At(
        node, ModelErrorCode.UnsupportedOperator, $"elements of type {type} are not supported");

    /// <summary>A copy of <paramref name="data"/> as a tensor on <paramref name="device"/>.</summary>
    public static Tensor ToTensor(TensorData data, Device device)
    {
        var type = Find(data.Type) ?? throw new ModelException(
            ModelErrorCode.UnsupportedOperator, $"a constant has elements of type {data.Type}, which is not supported");
        var host = empty([.. data.Shape], dtype: type);
        if (data.Count > 0)
            data.Bytes.Span.CopyTo(host.bytes);
        return device.type == DeviceType.CPU ? host : host.to(device, disposeAfter: true);
    }

    static ScalarType? Find(ElementType type) => type switch
    {
        ElementType.Float32 => float32,
        ElementType.Float64 => float64,
        ElementType.Float16 => float16,
        ElementType.BFloat16 => bfloat16,
        ElementType.Int64 => int64,
        ElementType.Int32 => int32,
        ElementType.Int16 => int16,
        ElementType.Int8 => int8,
        ElementType.UInt8 => uint8,
        ElementType.Bool => @bool,
        _ => null,
    };
}
