using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>Reads the tensors of one model file, with every size checked before it is used.</summary>
sealed class OnnxTensors(ReadLimits limits, ExternalData external)
{
    /// <summary>The tensor, or null when its element type has no counterpart in <see cref="ElementType"/>.</summary>
    /// <param name="tensor">The tensor in the file.</param>
    /// <param name="label">What messages call it.</param>
    /// <exception cref="ModelException">Its parts contradict each other, or a limit is exceeded.</exception>
    public TensorData? Read(TensorProto tensor, string label)
    {
        if (!IsKnown(tensor.DataType))
            return null;
        var type = (ElementType)tensor.DataType;
        var size = Size(tensor, type, label);
        if (tensor.Segment is not null)
            throw Wrong(label, "is split into segments, which no exporter writes; save it whole");
        return new(type, [.. tensor.Dims], Bytes(tensor, type, size, label));
    }

    /// <summary>Whether tensors of this <c>data_type</c> are read.</summary>
    public static bool IsKnown(int type) =>
        Enum.IsDefined((ElementType)type) && (ElementType)type is not (ElementType.Undefined or ElementType.String);

    int Size(TensorProto tensor, ElementType type, string label)
    {
        if (tensor.Dims.Any(size => size < 0))
            throw Wrong(label, $"has a negative dimension: [{string.Join(", ", tensor.Dims)}]");
        var most = Math.Min(limits.MaxElements, Array.MaxLength / TensorData.SizeOf(type));
        var count = 1L;
        foreach (var size in tensor.Dims)
            count = size <= most && count * size <= most ? count * size : throw TooLarge(tensor, type, label);
        return (int)count * TensorData.SizeOf(type);
    }

    ModelException TooLarge(TensorProto tensor, ElementType type, string label) => new(
        ModelErrorCode.TooLarge,
        $"{label} of {Form(tensor, type)} is larger than the limit of {limits.MaxElements} elements and 2 GiB");

    ReadOnlyMemory<byte> Bytes(TensorProto tensor, ElementType type, int size, string label)
    {
        var typed = OnnxTypedData.Filled(tensor);
        var isExternal = tensor.DataLocation == TensorProto.Types.DataLocation.External;
        if (typed.Length + (tensor.RawData.Length > 0 ? 1 : 0) + (isExternal ? 1 : 0) > 1)
            throw Wrong(label, "has its elements in more than one place");
        if (isExternal)
            return External(tensor, size, label);
        if (typed.Length == 1)
            return Typed(tensor, type, typed[0], size, label);
        return tensor.RawData.Length == size
            ? tensor.RawData.Memory
            : throw Wrong(label, $"has {tensor.RawData.Length} bytes of data where {Form(tensor, type)} takes {size}");
    }

    ReadOnlyMemory<byte> External(TensorProto tensor, int size, string label)
    {
        try
        {
            var entries = tensor.ExternalData.Select(entry => KeyValuePair.Create(entry.Key, entry.Value));
            return external.Read(entries, size);
        }
        catch (ModelException failed)
        {
            throw new ModelException(failed.Code, $"{label}: {failed.Message}", failed);
        }
    }

    static byte[] Typed(TensorProto tensor, ElementType type, string field, int size, string label)
    {
        if (field != OnnxTypedData.FieldOf(type))
            throw Wrong(label, $"has its elements in {field}, those of {type} belong in {OnnxTypedData.FieldOf(type)}");
        try
        {
            var bytes = OnnxTypedData.Bytes(tensor, type);
            return bytes.Length == size
                ? bytes
                : throw Wrong(label, $"has {bytes.Length} bytes in {field} where {Form(tensor, type)} takes {size}");
        }
        catch (OverflowException overflow)
        {
            throw new ModelException(
                ModelErrorCode.InvalidGraph,
                $"{label} has an element in {field} that {type} cannot hold",
                overflow);
        }
    }

    static string Form(TensorProto tensor, ElementType type) => $"{type}[{string.Join(", ", tensor.Dims)}]";

    static ModelException Wrong(string label, string what) => new(ModelErrorCode.InvalidGraph, $"{label} {what}");
}
