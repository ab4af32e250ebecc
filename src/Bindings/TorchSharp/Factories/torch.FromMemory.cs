using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var tensor = rawArray switch
        {
            float[] or float[,] or float[,,] or float[,,,] => FromArray<float>(rawArray, dtype, device, requires_grad),
            double[] or double[,] or double[,,] => FromArray<double>(rawArray, dtype, device, requires_grad),
            long[] or long[,] or long[,,] => FromArray<long>(rawArray, dtype, device, requires_grad),
            int[] or int[,] or int[,,] => FromArray<int>(rawArray, dtype, device, requires_grad),
            short[] => FromArray<short>(rawArray, dtype, device, requires_grad),
            sbyte[] => FromArray<sbyte>(rawArray, dtype, device, requires_grad),
            byte[] => FromArray<byte>(rawArray, dtype, device, requires_grad),
            bool[] => FromArray<bool>(rawArray, dtype, device, requires_grad),
            Half[] => FromArray<Half>(rawArray, dtype, device, requires_grad),
            _ => throw new NotSupportedException($"The type {rawArray.GetType()} is not supported."),
        };
        return Unnamed(tensor, names);
    }

    static unsafe Tensor FromArray<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        Span<long> dimensions = stackalloc long[array.Rank];
        for (var i = 0; i < array.Rank; i++)
            dimensions[i] = array.GetLength(i);
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        var elements = MemoryMarshal.CreateReadOnlySpan(ref first, array.Length);
        return FromSpan(elements, dimensions, dtype, device, requires_grad);
    }

    static unsafe Tensor FromSpan<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long count = 1;
        foreach (var dimension in dimensions)
            count *= dimension;
        if (count > elements.Length)
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {count} vs. {elements.Length}");
        var target = device ?? s_defaultDevice;
        nint handle;
        fixed (T* data = elements)
        fixed (long* sizes = dimensions)
        {
            TorchError.Check(NativeMethods.TensorFrom(
                data, sizes, dimensions.Length, (int)TypeOf<T>(), (int)target.type, target.index, out handle));
        }
        var tensor = new Tensor(handle);
        if (dtype is { } type && type != TypeOf<T>())
            tensor = tensor.to_type(type, disposeAfter: true);
        return tensor.with_requires_grad(requires_grad);
    }
}
