using OnnxZc.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Networks;

/// <summary>
/// Between tensors in host memory and libtorch's. libtorch has no unsigned integers above 8 bits: uint16 is held as
/// int32, uint32 as int64, and uint64 as the int64 of the same bits.
/// </summary>
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
        var host = empty([.. data.Shape], dtype: Stored(data.Type, type));
        if (data.Count > 0)
            data.Bytes.Span.CopyTo(host.bytes);
        if (host.dtype != type)
            host = Wrap(host.to_type(type, disposeAfter: true), data.Type);
        return device.type == DeviceType.CPU ? host : host.to(device, disposeAfter: true);
    }

    /// <summary>A copy of <paramref name="tensor"/>, whose elements stand for <paramref name="type"/>.</summary>
    public static TensorData ToData(Tensor tensor, ElementType type)
    {
        using var scope = NewDisposeScope();
        var host = tensor.detach().cpu().to_type(Stored(type, tensor.dtype)).contiguous();
        return new(type, [.. host.shape], host.numel() == 0 ? default : host.bytes.ToArray());
    }

    /// <summary><paramref name="tensor"/> reduced to the range of an unsigned type that libtorch lacks.</summary>
    public static Tensor Wrap(Tensor tensor, ElementType type) => type switch
    {
        ElementType.UInt16 => tensor.bitwise_and(tensor.full_like(0xFFFF)),
        ElementType.UInt32 => tensor.bitwise_and(tensor.full_like(0xFFFF_FFFF)),
        _ => tensor,
    };

    // The type of an element's width whose bits are those of the element in the file.
    static ScalarType Stored(ElementType type, ScalarType held) => type switch
    {
        ElementType.UInt16 => int16,
        ElementType.UInt32 => int32,
        _ => held,
    };

    static ScalarType? Find(ElementType type) => type switch
    {
        ElementType.Float32 => float32,
        ElementType.Float64 => float64,
        ElementType.Float16 => float16,
        ElementType.BFloat16 => bfloat16,
        ElementType.Int64 or ElementType.UInt64 or ElementType.UInt32 => int64,
        ElementType.Int32 or ElementType.UInt16 => int32,
        ElementType.Int16 => int16,
        ElementType.Int8 => int8,
        ElementType.UInt8 => uint8,
        ElementType.Bool => @bool,
        _ => null,
    };
}
