using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>An argument of an operator. It holds the managed object, so that the object outlives the call.</summary>
readonly struct Argument
{
    readonly object? _reference;
    readonly long _bits;
    readonly int _extra;
    readonly NativeTag _tag;

    Argument(NativeTag tag, long bits = 0, int extra = 0) => (_tag, _bits, _extra) = (tag, bits, extra);

    Argument(NativeTag tag, object? reference) =>
        (_tag, _reference) = (reference is null ? NativeTag.None : tag, reference);

    /// <summary>Takes the value that the operator's schema declares.</summary>
    internal static Argument Default => new(NativeTag.Default);

    internal static Argument None => default;

    internal static Argument OptionalList(Tensor?[] tensors) => new(NativeTag.OptionalTensorList, (object)tensors);

    internal object? Reference => _reference;

    public static implicit operator Argument(Tensor? tensor) => new(NativeTag.Tensor, (object?)tensor);
    public static implicit operator Argument(Tensor[]? tensors) => new(NativeTag.TensorList, (object?)tensors);
    public static implicit operator Argument(Generator? generator) => new(NativeTag.Generator, (object?)generator);
    public static implicit operator Argument(long value) => new(NativeTag.Int, value);
    public static implicit operator Argument(long? value) => value is { } given ? given : None;
    public static implicit operator Argument(double value) =>
        new(NativeTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(double? value) => value is { } given ? given : None;
    public static implicit operator Argument(bool value) => new(NativeTag.Bool, value ? 1 : 0);
    public static implicit operator Argument(Scalar? value) => value is null ? None : new(value.Tag, value.Bits);
    public static implicit operator Argument(long[]? values) => new(NativeTag.IntList, (object?)values);
    public static implicit operator Argument(double[]? values) => new(NativeTag.DoubleList, (object?)values);
    public static implicit operator Argument(string? text) => new(NativeTag.String, (object?)text);
    public static implicit operator Argument(ScalarType type) => new(NativeTag.Int, (long)type);
    public static implicit operator Argument(ScalarType? type) => type is { } given ? given : None;
    public static implicit operator Argument(Device? device) =>
        device is null ? None : new(NativeTag.Device, device.index, (int)device.type);

    /// <summary>How many 8-byte words of scratch memory <see cref="Write"/> needs.</summary>
    internal int Words => _tag switch
    {
        NativeTag.IntList or NativeTag.DoubleList or NativeTag.TensorList or NativeTag.OptionalTensorList =>
            Unsafe.As<Array>(_reference)!.Length,
        NativeTag.String => (Encoding.UTF8.GetByteCount(Unsafe.As<string>(_reference)!) + 7) / 8,
        _ => 0,
    };

    internal unsafe NativeValue Write(long* scratch) => _tag switch
    {
        NativeTag.Tensor => new() { Tag = _tag, Data = Unsafe.As<Tensor>(_reference)!.Handle },
        NativeTag.Generator => new() { Tag = _tag, Data = Unsafe.As<Generator>(_reference)!.Handle },
        NativeTag.IntList => List(scratch, Copy(Unsafe.As<long[]>(_reference)!, scratch)),
        NativeTag.DoubleList => List(scratch, Copy(Unsafe.As<double[]>(_reference)!, (double*)scratch)),
        NativeTag.TensorList or NativeTag.OptionalTensorList =>
            List(scratch, CopyHandles(Unsafe.As<Tensor?[]>(_reference)!, scratch)),
        NativeTag.String => List(scratch, WriteText(Unsafe.As<string>(_reference)!, (byte*)scratch)),
        _ => new() { Tag = _tag, Count = _extra, Data = _bits },
    };

    unsafe NativeValue List(long* scratch, int count) => new() { Tag = _tag, Count = count, Data = (long)scratch };

    static unsafe int Copy<T>(T[] source, T* target)
        where T : unmanaged
    {
        source.CopyTo(new Span<T>(target, source.Length));
        return source.Length;
    }

    static unsafe int CopyHandles(Tensor?[] tensors, long* target)
    {
        for (var i = 0; i < tensors.Length; i++)
            target[i] = tensors[i]?.Handle ?? 0;
        return tensors.Length;
    }

    static unsafe int WriteText(string text, byte* target) =>
        Encoding.UTF8.GetBytes(text, new Span<byte>(target, Encoding.UTF8.GetByteCount(text)));
}
