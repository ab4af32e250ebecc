using System.Buffers.Binary;

namespace OnnxZc.Data.Matlab;

/// <summary>The tag of an element of a MAT file.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Length">The bytes of its content.</param>
/// <param name="Small">The content, where it is part of the tag.</param>
readonly record struct MatElement(MatType Type, uint Length, byte[]? Small)
{
    const int TagSize = 8;
    const int SmallSize = 4;

    /// <summary>Reads a tag; null at the end of the stream.</summary>
    /// <exception cref="DataException">The stream ends inside it, or it is none.</exception>
    public static MatElement? Read(Stream stream, string what)
    {
        var tag = new byte[TagSize];
        var count = stream.ReadAtLeast(tag, TagSize, throwOnEndOfStream: false);
        if (count == 0)
            return null;
        var type = BinaryPrimitives.ReadUInt32LittleEndian(tag);
        var smallLength = type >> 16;
        if (count < TagSize || smallLength > SmallSize)
            throw new DataException($"{what} is damaged: an element has no proper tag; get the file again");
        return smallLength == 0
            ? new((MatType)type, BinaryPrimitives.ReadUInt32LittleEndian(tag.AsSpan(SmallSize)), null)
            : new((MatType)(type & 0xffff), smallLength, tag[SmallSize..(SmallSize + (int)smallLength)]);
    }

    /// <summary>The content with its padding, which may be <paramref name="limit"/> bytes at most.</summary>
    /// <exception cref="DataException">It is longer, or the stream ends inside it.</exception>
    public byte[] Content(Stream stream, int limit, string what)
    {
        if (Small is not null)
            return Small;
        if (Length > limit)
            throw new DataException($"{what} is damaged: a part of a variable has {Length} bytes; get the file again");
        var bytes = new byte[Length];
        var padding = new byte[(TagSize - (Length % TagSize)) % TagSize];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length
            || stream.ReadAtLeast(padding, padding.Length, throwOnEndOfStream: false) < padding.Length)
        {
            throw new DataException($"{what} ends inside a variable; get the file again");
        }

        return bytes;
    }
}
