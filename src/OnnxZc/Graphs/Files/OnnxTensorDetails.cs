using System.Collections.Immutable;
using System.Globalization;
using Onnx;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Graphs.Files;

/// <summary>Describes the tensors of one model file.</summary>
/// <param name="files">The files that they may lie in.</param>
sealed class OnnxTensorDetails(DataFiles files)
{
    static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { "location", "offset", "length", "checksum" };

    /// <summary>What the file says of a tensor.</summary>
    public TensorDetails Of(TensorProto tensor, string label)
    {
        var isExternal = tensor.DataLocation == TensorProto.Types.DataLocation.External;
        var entries = isExternal || tensor.ExternalData.Count > 0 ? Entries(tensor) : null;
        var details = new TensorDetails(label, tensor.DataType, [.. tensor.Dims])
        {
            Places =
            [
                .. OnnxTypedData.Filled(tensor),
                .. tensor.RawData.Length > 0 ? ["raw_data"] : Array.Empty<string>(),
                .. entries is null ? Array.Empty<string>() : ["external_data"],
            ],
            External = entries,
        };
        return entries is not null && isExternal
            ? details with
            {
                StoredBytes = Stored(entries, files.Find(entries.Location)),
                Elements = files.Read(entries, details.DeclaredBytes),
            }
            : details with
            {
                StoredBytes = Stored(tensor),
                Elements = OnnxTensors.IsKnown(tensor.DataType) ? Embedded(tensor) : [],
            };
    }

    /// <summary>What the file says of the values of a sparse tensor, and of their positions.</summary>
    public IEnumerable<TensorDetails> OfSparse(SparseTensorProto sparse, string label)
    {
        if (sparse.Values is { } values)
            yield return Of(values, label) with { Dims = [.. sparse.Dims], IsSparse = true };
        if (sparse.Indices is { } indices)
            yield return Of(indices, $"{label}/indices");
    }

    static IEnumerable<ReadOnlyMemory<byte>> Embedded(TensorProto tensor)
    {
        if (tensor.RawData.Length > 0)
            yield return tensor.RawData.Memory;
        else if (OnnxTypedData.Filled(tensor) is [var field] && field == OnnxTypedData.FieldOf(Type(tensor)))
            yield return Typed(tensor);
    }

    static ElementType Type(TensorProto tensor) => (ElementType)tensor.DataType;

    static byte[] Typed(TensorProto tensor)
    {
        try
        {
            return OnnxTypedData.Bytes(tensor, Type(tensor));
        }
        catch (OverflowException overflow)
        {
            throw new ModelException(
                ModelErrorCode.InvalidGraph, $"an element is beyond the range of {Type(tensor)}", overflow);
        }
    }

    // Typed fields hold an element a number, but for two of a complex one and eight bits of smaller types.
    static long? Stored(TensorProto tensor)
    {
        if (tensor.RawData.Length > 0)
            return tensor.RawData.Length;
        if (DataTypes.Bits(tensor.DataType) is not { } bits)
            return null;
        long count = tensor.FloatData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count + tensor.DoubleData.Count
            + tensor.Uint64Data.Count;
        var isComplex = Type(tensor) is ElementType.Complex64 or ElementType.Complex128;
        return count * Math.Max(8, bits) / 8 / (isComplex ? 2 : 1);
    }

    static long? Stored(ExternalEntries entries, DataFile file)
    {
        if (file.Path is null || entries.Offset is not { } offset)
            return null;
        var rest = Math.Max(0, file.Length - offset);
        return entries.Length is { } length ? Math.Min(length, rest) : rest;
    }

    static ExternalEntries Entries(TensorProto tensor)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var oddities = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in tensor.ExternalData)
        {
            if (!Keys.Contains(entry.Key))
                oddities.Add($"the key '{entry.Key}' means nothing");
            else if (!values.TryAdd(entry.Key, entry.Value))
                oddities.Add($"'{entry.Key}' is given twice");
        }

        var (offset, length) = (Number("offset"), Number("length"));
        return new(
            values.GetValueOrDefault("location", ""),
            values.ContainsKey("offset") ? offset : 0,
            length,
            values.GetValueOrDefault("checksum", ""))
        {
            Oddities = oddities.ToImmutable(),
        };

        long? Number(string key)
        {
            if (!values.TryGetValue(key, out var text))
                return null;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
            oddities.Add($"'{key}' is '{text}', not a number of bytes");
            return null;
        }
    }
}
