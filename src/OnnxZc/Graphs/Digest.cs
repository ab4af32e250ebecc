using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OnnxZc.Graphs;

/// <summary>Collects values, each with its length, and hashes them with SHA-256.</summary>
sealed class Digest
{
    readonly ArrayBufferWriter<byte> _bytes = new();

    public Digest Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    public Digest Add(UInt128 colour)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(_bytes.GetSpan(16), colour);
        _bytes.Advance(16);
        return this;
    }

    public Digest Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public Digest Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Adds colours whose order means nothing.</summary>
    public Digest AddSorted(IEnumerable<UInt128> colours)
    {
        var sorted = colours.ToArray();
        Array.Sort(sorted);
        Add(sorted.Length);
        foreach (var colour in sorted)
            Add(colour);
        return this;
    }

    /// <summary>The first half of the hash; the digest is empty again.</summary>
    public UInt128 Colour()
    {
        var colour = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(_bytes.WrittenSpan));
        _bytes.ResetWrittenCount();
        return colour;
    }

    /// <summary>The hash in lower-case hexadecimal.</summary>
    public string Hex() => Convert.ToHexStringLower(SHA256.HashData(_bytes.WrittenSpan));
}
