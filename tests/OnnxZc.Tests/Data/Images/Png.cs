using System.Buffers.Binary;
using System.IO.Compression;

namespace OnnxZc.Tests.Data.Images;

/// <summary>Writes PNG files by the specification (https://www.w3.org/TR/png-3).</summary>
static class Png
{
    public const byte Grey = 0;
    public const byte Rgb = 2;
    public const byte Rgba = 6;

    /// <summary>An image of 8 bits a channel; content row by row, the channels of a pixel together.</summary>
    public static byte[] Of(int width, int height, byte colours, byte[] content)
    {
        byte[] header = [.. BigEndian((uint)width), .. BigEndian((uint)height), 8, colours, 0, 0, 0];
        byte[] rows = content.Length == 0
            ? []
            : [.. content.Chunk(content.Length / height).SelectMany(row => row.Prepend((byte)0))];
        return
        [
            0x89, .. "PNG\r\n\x1a\n"u8,
            .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Deflated(rows)), .. Chunk("IEND"u8, []),
        ];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] all = [.. type, .. content];
        return [.. BigEndian((uint)content.Length), .. all, .. BigEndian(Crc(all))];
    }

    static byte[] Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
        }

        return ~crc;
    }

    static byte[] BigEndian(uint value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));
}
