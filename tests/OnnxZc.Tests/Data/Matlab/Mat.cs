using System.IO.Compression;
using System.Text;

namespace OnnxZc.Tests.Data.Matlab;

/// <summary>Writes MAT files of version 5 by the format's description.</summary>
static class Mat
{
    public static byte[] File(params byte[][] elements) =>
        [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, (byte)'I', (byte)'M',
            .. elements.SelectMany(element => element)];

    /// <summary>A matrix of uint8.</summary>
    public static byte[] Bytes(string name, byte[] content, params int[] dimensions) =>
        Matrix(name, 9, 2, content, dimensions);

    public static byte[] Matrix(string name, byte kind, uint type, byte[] content, params int[] dimensions) =>
        Element(14,
        [
            .. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]),
            .. Element(5, [.. dimensions.SelectMany(BitConverter.GetBytes)]),
            .. Element(1, Encoding.ASCII.GetBytes(name)),
            .. Element(type, content),
        ]);

    public static byte[] Compressed(byte[] element)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(element);
        return [.. Tag(15, (int)packed.Length), .. packed.ToArray()];
    }

    /// <summary>Up to four bytes go into the tag itself.</summary>
    static byte[] Element(uint type, byte[] content) => content.Length is > 0 and <= 4
        ? [.. BitConverter.GetBytes(type | ((uint)content.Length << 16)), .. content, .. new byte[4 - content.Length]]
        : [.. Tag(type, content.Length), .. content, .. new byte[(8 - (content.Length % 8)) % 8]];

    static byte[] Tag(uint type, int length) => [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(length)];
}
