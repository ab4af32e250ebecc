using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>The header of NumPy's .npy format, versions 1 to 3: a Python dictionary of type, order and shape.</summary>
/// <param name="Type">The type of each element.</param>
/// <param name="Shape">The sizes of the dimensions.</param>
sealed record NpyHeader(ElementType Type, ImmutableArray<long> Shape)
{
    const int PrefixLength = 8;
    const int MaxTextLength = 1 << 16;

    /// <summary>
    /// Reads the header at the start of <paramref name="stream"/>, which is left at the first element.
    /// </summary>
    /// <exception cref="DataException">It is none, or describes something other than plain little-endian numbers in C
    /// order.</exception>
    public static NpyHeader Read(Stream stream, string what)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength || !IsMagic(prefix))
            throw new DataException($"{what} is not a NumPy array (.npy); save it with numpy.savez");
        var text = ReadText(stream, prefix[6], what);
        var fortran = Literal(text, "fortran_order", what);
        var shape = ParseShape(Literal(text, "shape", what), what);
        if (fortran == "True" && shape.Count(size => size != 1) > 1)
            throw new DataException($"{what} is in Fortran order; save numpy.ascontiguousarray of it");
        return new(ParseType(Literal(text, "descr", what).Trim('\'', '"'), what), shape);
    }

    static bool IsMagic(ReadOnlySpan<byte> prefix) => prefix[0] == 0x93 && prefix[1..6].SequenceEqual("NUMPY"u8);

    static string ReadText(Stream stream, int version, string what)
    {
        if (version is < 1 or > 3)
            throw new DataException($"{what} has .npy version {version}, not 1 to 3; save it with numpy.savez");
        Span<byte> lengthBytes = stackalloc byte[version == 1 ? 2 : 4];
        var count = stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false);
        var length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (count < lengthBytes.Length || length > MaxTextLength)
            throw new DataException($"{what} has a damaged .npy header; save it again");
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DataException($"{what} ends inside its .npy header; save it again");
        return version == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    static string Literal(string text, string key, string what)
    {
        var at = text.IndexOf($"'{key}'", StringComparison.Ordinal);
        var colon = at < 0 ? -1 : text.IndexOf(':', at);
        if (colon < 0)
            throw new DataException($"{what} has a .npy header without '{key}'; save it again");
        var rest = text.AsSpan(colon + 1).TrimStart();
        var end = rest.Length == 0 ? -1 : rest[0] switch
        {
            '(' => rest.IndexOf(')') + 1,
            '[' => rest.IndexOf(']') + 1,
            _ => rest.IndexOfAny(',', '}'),
        };
        return end <= 0
            ? throw new DataException($"{what} has a damaged .npy header; save it again")
            : rest[..end].Trim().ToString();
    }

    static ImmutableArray<long> ParseShape(string literal, string what)
    {
        var shape = ImmutableArray.CreateBuilder<long>();
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in literal.Trim('(', ')').Split(',', Tidy))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                throw new DataException($"{what} has the shape {literal}, which is none; save it again");
            shape.Add(size);
        }

        return shape.ToImmutable();
    }

    static ElementType ParseType(string descr, string what) => descr switch
    {
        "<f4" => ElementType.Float32,
        "<f8" => ElementType.Float64,
        "<f2" => ElementType.Float16,
        "|u1" => ElementType.UInt8,
        "|i1" => ElementType.Int8,
        "<i2" => ElementType.Int16,
        "<u2" => ElementType.UInt16,
        "<i4" => ElementType.Int32,
        "<u4" => ElementType.UInt32,
        "<i8" => ElementType.Int64,
        "<u8" => ElementType.UInt64,
        "|b1" => ElementType.Bool,
        ['>', ..] => throw new DataException($"{what} is big-endian ({descr}); save it with .astype('<{descr[1..]}')"),
        ['|', 'O', ..] => throw new DataException($"{what} holds pickled Python objects; save plain numbers"),
        _ => throw new DataException($"{what} has elements of type {descr}; save floats or integers"),
    };
}
