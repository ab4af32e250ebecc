using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public class OrtValue : IDisposable
{
    MemoryHandle pinned;
    nint handle;

    internal unsafe OrtValue(nint value)
    {
        handle = value;
        int type;
        OrtLibrary.Check(OrtLibrary.Api->GetValueType(value, &type));
        OnnxType = (OnnxValueType)type;
    }

    OrtValue(nint value, MemoryHandle memory) : this(value) => pinned = memory;

    ~OrtValue() => Dispose(disposing: false);

    public OnnxValueType OnnxType { get; }

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    public bool IsSparseTensor => OnnxType == OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    internal nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(OrtValue));

    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape) where T : unmanaged =>
        CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);

    public static unsafe OrtValue CreateTensorValueFromMemory<T>(
        OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape) where T : unmanaged
    {
        var element = ElementTypes.Of(typeof(T));
        RequireRoom(shape, memory.Length);
        var pin = memory.Pin();
        try
        {
            nint value;
            var bytes = (nuint)memory.Length * (nuint)sizeof(T);
            fixed (long* dimensions = shape)
                OrtLibrary.Check(OrtLibrary.Api->CreateTensorWithDataAsOrtValue(
                    memoryInfo.Pointer, pin.Pointer, bytes, dimensions, (nuint)shape.Length, (int)element, &value));
            return new(value, pin);
        }
        catch (OnnxRuntimeException)
        {
            pin.Dispose();
            throw;
        }
    }

    public static unsafe OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, nint dataBufferPtr,
        long bufferLengthInBytes)
    {
        RequireRoom(shape, bufferLengthInBytes / ElementTypes.SizeOf(elementType));
        nint value;
        fixed (long* dimensions = shape)
            OrtLibrary.Check(OrtLibrary.Api->CreateTensorWithDataAsOrtValue(
                memInfo.Pointer, (void*)dataBufferPtr, (nuint)bufferLengthInBytes, dimensions, (nuint)shape.Length,
                (int)elementType, &value));
        return new(value);
    }

    public static unsafe OrtValue CreateAllocatedTensorValue(
        OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint value;
        fixed (long* dimensions = shape)
            OrtLibrary.Check(OrtLibrary.Api->CreateTensorAsOrtValue(
                allocator.Pointer, dimensions, (nuint)shape.Length, (int)elementType, &value));
        return new(value);
    }

    public ReadOnlySpan<T> GetTensorDataAsSpan<T>() where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    public Span<T> GetTensorMutableDataAsSpan<T>() where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(RawData(typeof(T)));

    public Span<byte> GetTensorMutableRawData() => RawData(typeof(byte));

    public unsafe OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        if (!IsTensor && !IsSparseTensor)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"This value is a {OnnxType}, not a tensor.");
        nint info;
        OrtLibrary.Check(OrtLibrary.Api->GetTensorTypeAndShape(Handle, &info));
        try
        {
            return new(info);
        }
        finally
        {
            OrtLibrary.Api->ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual unsafe void Dispose(bool disposing)
    {
        var value = Interlocked.Exchange(ref handle, 0);
        if (value == 0)
            return;
        OrtLibrary.Api->ReleaseValue(value);
        pinned.Dispose();
    }

    static void RequireRoom(long[] shape, long elements)
    {
        var needed = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (needed > elements)
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"A tensor of shape [{string.Join(",", shape)}] needs {needed} elements; the memory has {elements}.");
    }

    unsafe Span<byte> RawData(Type requested)
    {
        var info = GetTensorTypeAndShape();
        var bytes = checked((int)(info.ElementCount * ElementTypes.SizeOf(info.ElementDataType)));
        if (requested != typeof(byte) && requested != ElementTypes.TypeOf(info.ElementDataType))
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"The elements are {info.ElementDataType}; {requested} was asked for.");
        void* data;
        OrtLibrary.Check(OrtLibrary.Api->GetTensorMutableData(Handle, &data));
        return new(data, bytes);
    }
}
