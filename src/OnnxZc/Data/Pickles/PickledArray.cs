using System.Buffers.Binary;
using OnnxZc.Data.Images;

namespace OnnxZc.Data.Pickles;

/// <summary>A NumPy array in a pickle.</summary>
sealed class PickledArray
{
    /// <summary>Its sizes; null until it is filled.</summary>
    public long[]? Shape { get; private set; }

    PickledType? _type;
    PickledBytes? _data;
    bool _isFortran;

    /// <summary>Gives the array its content.</summary>
    public void Fill(long[] shape, PickledType type, bool isFortran, PickledBytes data) =>
        (Shape, _type, _isFortran, _data) = (shape, type, isFortran && shape.Count(size => size != 1) > 1, data);

    /// <summary>How many rows of <paramref name="rowLength"/> bytes it has.</summary>
    /// <exception cref="DataException">It is no array of uint8 with such rows.</exception>
    public int RowCount(int rowLength, string what)
    {
        if (Shape is [> 0 and <= int.MaxValue and var count, .. var rest]
            && _type!.Name == "u1"
            && Product(rest) == rowLength
            && _data!.Length == (Int128)count * rowLength
            && (!_isFortran || (rest.Length == 1 && _data.Length <= Array.MaxLength)))
        {
            return (int)count;
        }

        var found = Shape is null ? "empty" : $"[{string.Join(", ", Shape)}] of {_type!.Name} in {_data!.Length} bytes";
        throw new DataException(
            $"array 'data' of {what} is {found}, not rows of {rowLength} bytes: it is another data set, or damaged");
    }

    /// <summary>The rows of the array.</summary>
    public ImageRows Rows(string path, FileStream file, int rowLength, int count)
    {
        var what = $"'{path}'";
        if (_isFortran || _data!.Content is not null)
        {
            var bytes = _isFortran ? Transposed(_data!.Read(file), rowLength, count) : _data!.Content!;
            return new(what, () => new MemoryStream(bytes), 0, rowLength, rowLength, count);
        }

        return new(what, () => DataFile.Open(path), _data.Offset, rowLength, rowLength, count);
    }

    /// <summary>Its elements, if it is a list of little-endian integers; else null.</summary>
    /// <exception cref="DataException">It has not as many bytes as elements.</exception>
    public long[]? Integers(FileStream file, string what)
    {
        if (Shape is not [var count] || _type!.IsBigEndian || _type.Name is not ['i' or 'u', '1' or '2' or '4' or '8'])
            return null;
        var size = _type.Name[1] - '0';
        if (_data!.Length != (Int128)count * size || _data.Length > Array.MaxLength)
            throw new DataException($"an array of {what} has {_data.Length} bytes for {count} numbers: it is damaged");
        var bytes = _data.Read(file);
        return [.. Enumerable.Range(0, (int)count).Select(i => Integer(bytes.AsSpan(i * size, size), _type.Name))];
    }

    static long Integer(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "i1" => (sbyte)bytes[0],
        "u1" => bytes[0],
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    static Int128 Product(long[] sizes)
    {
        Int128 product = 1;
        foreach (var size in sizes)
            product = size is >= 0 and <= int.MaxValue && product <= int.MaxValue ? product * size : -1;
        return product;
    }

    static byte[] Transposed(byte[] columns, int rowLength, int count)
    {
        var rows = new byte[columns.Length];
        for (var i = 0; i < count; i++)
        {
            for (var at = 0; at < rowLength; at++)
                rows[((long)i * rowLength) + at] = columns[((long)at * count) + i];
        }

        return rows;
    }
}
