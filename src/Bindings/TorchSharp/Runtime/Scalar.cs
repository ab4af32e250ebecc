using System.Diagnostics.CodeAnalysis;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that an operator takes where a tensor could stand: an integer, a real or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(NativeTag tag, long bits) => (Tag, Bits) = (tag, bits);

    internal NativeTag Tag { get; }

    internal long Bits { get; }

    public torch.ScalarType Type => Tag switch
    {
        NativeTag.Double => torch.ScalarType.Float64,
        NativeTag.Bool => torch.ScalarType.Bool,
        _ => torch.ScalarType.Int64,
    };

    internal double Double => Tag == NativeTag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Integer => Tag == NativeTag.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    public static implicit operator Scalar(byte value) => new(NativeTag.Int, value);
    public static implicit operator Scalar(sbyte value) => new(NativeTag.Int, value);
    public static implicit operator Scalar(short value) => new(NativeTag.Int, value);
    public static implicit operator Scalar(int value) => new(NativeTag.Int, value);
    public static implicit operator Scalar(long value) => new(NativeTag.Int, value);
    public static implicit operator Scalar(Half value) => (double)value;
    public static implicit operator Scalar(float value) => (double)value;
    public static implicit operator Scalar(double value) =>
        new(NativeTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Scalar(bool value) => new(NativeTag.Bool, value ? 1 : 0);

    [SuppressMessage("Performance", "CA1822", Justification = "The official type is disposable.")]
    public void Dispose()
    {
    }
}
