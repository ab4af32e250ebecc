using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OnnxZc.Graphs.Details;

/// <summary>
/// Looks at the elements of a model's tensors piece by piece. What several tensors share in another file is read once,
/// and all together no more than a model may have.
/// </summary>
/// <param name="budget">Bytes that may be read from other files.</param>
sealed class TensorScan(long budget)
{
    readonly Dictionary<(string Location, long? Offset, long? Bytes, int Type), TensorFacts> _known = [];
    long _left = budget;

    /// <summary>A scan that may read what a model may have by default.</summary>
    public TensorScan()
        : this(ReadLimits.Default.MaxModelBytes)
    {
    }

    /// <summary>What is among the elements; in types without floating-point numbers only zeros are found.</summary>
    /// <exception cref="ModelException">They cannot be read, or more is to be read than the budget.</exception>
    public TensorFacts Of(TensorDetails tensor)
    {
        if (tensor.External is not { } external)
            return Look(tensor);
        var key = (external.Location, external.Offset, tensor.DeclaredBytes, tensor.DataType);
        if (_known.TryGetValue(key, out var facts))
            return facts;
        _left -= tensor.DeclaredBytes ?? 0;
        if (_left < 0)
        {
            throw new ModelException(
                ModelErrorCode.TooLarge, "the tensors in other files have more bytes together than a model may have");
        }

        return _known[key] = Look(tensor);
    }

    /// <summary>SHA-256 of the elements.</summary>
    /// <exception cref="ModelException">They cannot be read.</exception>
    public static string Digest(TensorDetails tensor)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in tensor.Elements)
            hash.AppendData(piece.Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    static TensorFacts Look(TensorDetails tensor)
    {
        var facts = new TensorFacts(0, 0, true);
        var bytes = 0L;
        foreach (var piece in tensor.Elements)
        {
            var found = Look(tensor.Type, piece.Span);
            facts = new(
                facts.NaNs + found.NaNs, facts.Infinities + found.Infinities, facts.IsZero && found.IsZero);
            bytes += piece.Length;
        }

        return bytes == 0 ? default : facts;
    }

    static TensorFacts Look(ElementType type, ReadOnlySpan<byte> piece) => type switch
    {
        ElementType.Float32 or ElementType.Complex64 => Singles(MemoryMarshal.Cast<byte, uint>(piece)),
        ElementType.Float64 or ElementType.Complex128 => Doubles(MemoryMarshal.Cast<byte, ulong>(piece)),
        ElementType.Float16 => Halves(MemoryMarshal.Cast<byte, ushort>(piece), 0x7C00),
        ElementType.BFloat16 => Halves(MemoryMarshal.Cast<byte, ushort>(piece), 0x7F80),
        _ => new(0, 0, !piece.ContainsAnyExcept((byte)0)),
    };

    // An exponent of ones is an infinity where the fraction is 0, else no number.
    static TensorFacts Singles(ReadOnlySpan<uint> elements)
    {
        var (nans, infinities, any) = (0L, 0L, 0u);
        foreach (var bits in elements)
        {
            var magnitude = bits & 0x7FFF_FFFF;
            any |= magnitude;
            if (magnitude >= 0x7F80_0000)
                (nans, infinities) = magnitude == 0x7F80_0000 ? (nans, infinities + 1) : (nans + 1, infinities);
        }

        return new(nans, infinities, any == 0);
    }

    static TensorFacts Doubles(ReadOnlySpan<ulong> elements)
    {
        const ulong Infinity = 0x7FF0_0000_0000_0000;
        var (nans, infinities, any) = (0L, 0L, 0ul);
        foreach (var bits in elements)
        {
            var magnitude = bits & long.MaxValue;
            any |= magnitude;
            if (magnitude >= Infinity)
                (nans, infinities) = magnitude == Infinity ? (nans, infinities + 1) : (nans + 1, infinities);
        }

        return new(nans, infinities, any == 0);
    }

    static TensorFacts Halves(ReadOnlySpan<ushort> elements, int infinity)
    {
        var (nans, infinities, any) = (0L, 0L, 0);
        foreach (var bits in elements)
        {
            var magnitude = bits & 0x7FFF;
            any |= magnitude;
            if (magnitude >= infinity)
                (nans, infinities) = magnitude == infinity ? (nans, infinities + 1) : (nans + 1, infinities);
        }

        return new(nans, infinities, any == 0);
    }
}
