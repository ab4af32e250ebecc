namespace Microsoft.ML.OnnxRuntime;

public readonly struct Float16(ushort v) : IEquatable<Float16>
{
    readonly ushort value = v;

    public static explicit operator Float16(float value) => new(BitConverter.HalfToUInt16Bits((Half)value));

    public static explicit operator float(Float16 value) => (float)BitConverter.UInt16BitsToHalf(value.value);

    public static bool operator ==(Float16 left, Float16 right) => left.Equals(right);

    public static bool operator !=(Float16 left, Float16 right) => !left.Equals(right);

    public bool Equals(Float16 other) =>
        BitConverter.UInt16BitsToHalf(value) == BitConverter.UInt16BitsToHalf(other.value);

    public override bool Equals(object? obj) => obj is Float16 other && Equals(other);

    public override int GetHashCode() => ((float)this).GetHashCode();
}
