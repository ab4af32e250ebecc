namespace OnnxZc.Fuzz;

/// <summary>Protobuf's numbers of variable length.</summary>
static class Varint
{
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public static void Write(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    /// <summary>The numbers of a packed field, or null when the bytes are something else.</summary>
    public static List<ulong>? Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] >= 0x80)
            return null;
        List<ulong> values = [];
        while (!bytes.IsEmpty)
            values.Add(Read(ref bytes));
        return values;
    }

    public static byte[] Pack(IEnumerable<ulong> values)
    {
        using var bytes = new MemoryStream();
        foreach (var value in values)
            Write(bytes, value);
        return bytes.ToArray();
    }
}
