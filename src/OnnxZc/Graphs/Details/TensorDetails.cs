using System.Collections.Immutable;

namespace OnnxZc.Graphs.Details;

/// <summary>A tensor as the file declares it.</summary>
/// <param name="Label">What messages call it: an initializer's name, or the node and attribute that hold it.</param>
/// <param name="DataType">The element type as the format's number; also those that OnnxZc does not know.</param>
/// <param name="Dims">The declared dimensions, unchecked.</param>
sealed record TensorDetails(string Label, int DataType, ImmutableArray<long> Dims)
{
    /// <summary>Whether it is an initializer of the graph itself, whose name is its label.</summary>
    public bool IsInitializer { get; init; }

    /// <summary>Whether only some elements are stored, and all others are 0.</summary>
    public bool IsSparse { get; init; }

    /// <summary>The places that hold elements, such as <c>raw_data</c>; one where the file is right.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>Where in another file its elements lie; null where they are in the model file.</summary>
    public ExternalEntries? External { get; init; }

    /// <summary>
    /// The bytes that are stored for it: in the model file, or in the other file from its offset on to the end that it
    /// declares or to the file's own. Null where elements have no fixed size here, or the other file cannot be opened.
    /// </summary>
    public long? StoredBytes { get; init; }

    /// <summary>
    /// Its elements, row-major and little-endian, in pieces whose lengths are multiples of 16 but for the last. A piece
    /// may be overwritten by the next.
    /// </summary>
    /// <exception cref="ModelException">While it is walked: they cannot be read.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Elements { get; init; } = [];

    /// <summary>The element type; undefined for those that OnnxZc does not know.</summary>
    public ElementType Type => Enum.IsDefined((ElementType)DataType) ? (ElementType)DataType : ElementType.Undefined;

    /// <summary>The product of the dimensions; null where one is negative or 64 bits do not hold it.</summary>
    public long? Count
    {
        get
        {
            var count = (Int128)1;
            foreach (var size in Dims)
            {
                count *= size;
                if (size < 0 || count > long.MaxValue)
                    return null;
            }

            return (long)count;
        }
    }

    /// <summary>The bytes that the declared dimensions take; null where unknown, as of text or of too many.</summary>
    public long? DeclaredBytes => (Count, DataTypes.Bits(DataType)) is ({ } count, { } bits)
        && ((Int128)count * bits) + 7 is var total && total / 8 <= long.MaxValue
            ? (long)(total / 8)
            : null;
}
