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
        if (Widened(data) is { } widened)
            data = widened;
        var type = Find(data.Type) ?? throw new ModelException(
            ModelErrorCode.UnsupportedOperator, $"a constant has elements of type {data.Type}, which is not supported");
        var host = empty([.. data.Shape], dtype: type);
        if (data.Count > 0)
            data.Bytes.Span.CopyTo(host.bytes);
        return device.type == DeviceType.CPU ? host : host.to(device, disposeAfter: true);
    }

    // libtorch has no unsigned integers but bytes.
    static TensorData? Widened(TensorData data) => data.Type switch
    {
        ElementType.UInt16 => TensorData.Of<int>(Array.ConvertAll(data.ToInt64s(), v => (int)v), [.. data.Shape]),
        ElementType.UInt32 => TensorData.Of<long>(data.ToInt64s(), [.. data.Shape]),
        _ => null,
    };

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
        ElementType.UInt16 => int32,
        ElementType.UInt32 => int64,
        ElementType.Bool => @bool,
        _ => null,
    };
}
