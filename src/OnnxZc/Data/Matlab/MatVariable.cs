using System.Buffers.Binary;

namespace OnnxZc.Data.Matlab;

/// <summary>A matrix of numbers in a MAT file.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Name">The variable's name.</param>
/// <param name="Dimensions">Its sizes; the first changes fastest.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Length">The bytes of all of them.</param>
/// <param name="OpenData">Opens the stream of them.</param>
sealed record MatVariable(
    string File, string Name, long[] Dimensions, MatType Type, long Length, Func<Stream> OpenData)
{
    /// <summary>How many numbers.</summary>
    public long Count => Length / SizeOf(Type);

    /// <summary>All numbers of a matrix of integers, also where they are stored as floating-point numbers.</summary>
    /// <exception cref="DataException">They are not integers, or the file ends too early.</exception>
    public long[] ReadIntegers()
    {
        var bytes = new byte[Length];
        using (var stream = OpenData())
        {
            try
            {
                stream.ReadExactly(bytes);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new DataException($"{Name} of {File} cannot be unpacked ({e.Message}); get it again", e);
            }
        }

        var size = SizeOf(Type);
        return [.. Enumerable.Range(0, bytes.Length / size).Select(i => Integer(bytes.AsSpan(i * size, size), i))];
    }

    /// <summary>Bytes of a number.</summary>
    public static int SizeOf(MatType type) => type switch
    {
        MatType.Int8 or MatType.UInt8 => 1,
        MatType.Int16 or MatType.UInt16 => 2,
        MatType.Int32 or MatType.UInt32 or MatType.Single => 4,
        _ => 8,
    };

    /// <summary>Such as <c>32x32x3x100 of UInt8</c>.</summary>
    public override string ToString() => $"{string.Join('x', Dimensions)} of {Type}";

    long Integer(ReadOnlySpan<byte> bytes, int index)
    {
        var value = Type switch
        {
            MatType.Int8 => (sbyte)bytes[0],
            MatType.UInt8 => bytes[0],
            MatType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            MatType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            MatType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            MatType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            MatType.Single => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            MatType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => (double)BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
        return Math.Abs(value) <= int.MaxValue && value == Math.Truncate(value)
            ? (long)value
            : throw new DataException($"number {index} of {Name} of {File} is no integer: it is no list of labels");
    }
}
