using System.Buffers.Binary;
using System.Text;

namespace OnnxZc.Data.Pickles;

/// <summary>The bytes of a pickle: numbers are little-endian, long values stay in the file.</summary>
/// <param name="file">The file.</param>
/// <param name="what">What it is, for messages.</param>
sealed class PickleInput(FileStream file, string what)
{
    const int ShortLength = 1 << 12;
    const int MaxShort = 1 << 26;
    const int MaxNameLength = 256;

    long _short;
    long _decoded;

    /// <summary>The next byte.</summary>
    public int Byte()
    {
        var value = file.ReadByte();
        return value >= 0 ? value : throw CutShort();
    }

    /// <summary>An unsigned number of 1, 2, 4 or 8 bytes.</summary>
    public long Number(int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        bytes.Clear();
        Fill(bytes[..size]);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>A signed number of up to 8 bytes, after a byte that tells how many.</summary>
    public long LongInteger()
    {
        var size = Byte();
        if (size > sizeof(long))
            throw Damaged($"a number of {size} bytes at byte {file.Position - 1}");
        var unused = 64 - (8 * size);
        return size == 0 ? 0 : Number(size) << unused >> unused;
    }

    /// <summary>A floating-point number, most significant byte first.</summary>
    public double Double()
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        Fill(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    /// <summary>A line of a name.</summary>
    public string Line()
    {
        var line = new StringBuilder();
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            if (line.Length == MaxNameLength)
                throw Damaged($"a name without end at byte {file.Position}");
            line.Append((char)next);
        }

        return line.ToString();
    }

    /// <summary>Bytes, read if they are few.</summary>
    public PickledBytes Bytes(long length)
    {
        var offset = file.Position;
        return Read(length) is { } bytes ? new(offset, length, bytes) : new(offset, length);
    }

    /// <summary>A string, or a <see cref="PickledText"/> if it is long.</summary>
    public object Text(long length)
    {
        var offset = file.Position;
        return Read(length) is { } bytes ? Encoding.UTF8.GetString(bytes) : new PickledText(offset, length);
    }

    /// <summary>The bytes that long text stands for, a character each.</summary>
    /// <exception cref="DataException">It has other characters, or is too long.</exception>
    public PickledBytes Latin1(PickledText text)
    {
        Count(text.Length);
        if (text.Length > Array.MaxLength)
            throw Damaged($"{text.Length} bytes as text");
        var position = file.Position;
        var utf8 = new PickledBytes(text.Offset, text.Length).Read(file);
        file.Position = position;
        var count = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            // Of two bytes in UTF-8, the first carries the two upper bits of the eight.
            var isPair = utf8[i] is 0xc2 or 0xc3 && i + 1 < utf8.Length;
            if (utf8[i] >= 0x80 && !isPair)
                throw Damaged($"text at byte {text.Offset + i} that is not bytes");
            utf8[count++] = isPair ? (byte)(((utf8[i++] & 3) << 6) | (utf8[i] & 0x3f)) : utf8[i];
        }

        return new(text.Offset, count, utf8[..count]);
    }

    /// <summary>The bytes that short text stands for, a character each.</summary>
    /// <exception cref="DataException">It has other characters.</exception>
    public PickledBytes Latin1(string text)
    {
        Count(text.Length);
        return text.All(c => c <= byte.MaxValue)
            ? new(0, text.Length, Encoding.Latin1.GetBytes(text))
            : throw Damaged($"text before byte {file.Position} that is not bytes");
    }

    // The same text can be decoded again and again, into more than the file has.
    void Count(long length)
    {
        _decoded += length;
        if (_decoded > file.Length)
            throw Damaged("the same text over and over");
    }

    byte[]? Read(long length)
    {
        if (length < 0 || length > file.Length - file.Position)
            throw CutShort();
        if (length > ShortLength)
        {
            file.Position += length;
            return null;
        }

        _short += length;
        if (_short > MaxShort)
            throw Damaged($"more than {MaxShort} bytes of short texts");
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    void Fill(Span<byte> bytes)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw CutShort();
    }

    DataException Damaged(string by) => new($"{what} holds {by}: it is damaged, or no data set of images");

    DataException CutShort() => new($"{what} ends at byte {file.Position}, inside a pickled value; get the file again");
}
