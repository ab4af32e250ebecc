using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OnnxZc.Data.Matlab;

/// <summary>
/// The matrices of numbers in a MATLAB file of version 5 (also named 6 and 7), little-endian, its variables compressed
/// or not (https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf).
/// </summary>
sealed class MatFile
{
    const int HeaderSize = 128;
    const int TagSize = 8;
    const int MaxVariables = 64;
    const int MaxDimensions = 8;
    const int MaxNameLength = 64;

    // Deflate cannot expand by more than this, so an element that claims to is damaged or hostile.
    const long MaxExpansion = 1032;

    readonly string _path;
    readonly List<MatVariable> _variables = [];

    MatFile(string path) => _path = path;

    string What => $"'{_path}'";

    /// <summary>Reads the names and sizes of the variables.</summary>
    /// <exception cref="DataException">It is no such file, or damaged.</exception>
    public static MatFile Open(string path)
    {
        var mat = new MatFile(path);
        using var file = DataFile.Open(path);
        mat.CheckHeader(file);
        while (MatElement.Read(file, mat.What) is { } element)
        {
            var start = file.Position;
            if (element.Length > file.Length - start)
                throw new DataException($"{mat.What} ends inside a variable; get the file again");
            if (mat.Variable(file, element, start) is { } variable)
                mat._variables.Add(variable);
            if (mat._variables.Count > MaxVariables)
                throw new DataException($"{mat.What} has more than {MaxVariables} variables: it is no data set");
            file.Position = start + element.Length;
        }

        return mat;
    }

    /// <summary>The variable of that name.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public MatVariable Find(string name) => _variables.FirstOrDefault(variable => variable.Name == name)
        ?? throw new DataException(
            $"{What} has no matrix '{name}', only {string.Join(", ", _variables.Select(v => v.Name))}: "
            + "it is no file of this data set");

    void CheckHeader(FileStream file)
    {
        var header = new byte[HeaderSize];
        file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(124));
        if (version == 0x0200)
            throw new DataException($"{What} is a MAT file of version 7.3; save it with scipy.io.savemat, or -v7");
        if (version != 0x0100 || !header.AsSpan(126).SequenceEqual("IM"u8))
            throw new DataException($"{What} is no little-endian MAT file of version 5: get the data set's own");
    }

    MatVariable? Variable(FileStream file, MatElement element, long start)
    {
        if (element.Type is not (MatType.Matrix or MatType.Compressed))
            return null;
        var isPacked = element.Type == MatType.Compressed;
        var limit = isPacked ? element.Length * MaxExpansion : element.Length;
        try
        {
            using var unpacked = isPacked ? new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true) : null;
            if (unpacked is not null && MatElement.Read(unpacked, What) is not { Type: MatType.Matrix })
                return null;
            return Header(unpacked ?? (Stream)file, limit, () => OpenData(start, isPacked));
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{What} cannot be unpacked at byte {start} ({e.Message}); get it again", e);
        }
    }

    MatVariable? Header(Stream stream, long limit, Func<Stream> open)
    {
        var flags = Part(stream, 2 * sizeof(uint));
        var dimensions = Part(stream, MaxDimensions * sizeof(int));
        var name = Encoding.ASCII.GetString(Part(stream, MaxNameLength));
        // Cells, structures, characters and sparse matrices hold no images; nor do complex numbers.
        if (flags.Length != 2 * sizeof(uint) || flags[0] is < 6 or > 15 || (flags[1] & 8) != 0)
            return null;
        if (MatElement.Read(stream, What) is not { Type: >= MatType.Int8 and <= MatType.UInt64 } data)
            throw new DataException($"variable '{name}' of {What} has no numbers: the file is damaged");
        long[] sizes = [.. Enumerable.Range(0, dimensions.Length / sizeof(int)).Select(i =>
            (long)BinaryPrimitives.ReadInt32LittleEndian(dimensions.AsSpan(i * sizeof(int))))];
        var bytes = (Int128)MatVariable.SizeOf(data.Type);
        foreach (var size in sizes)
            bytes = size < 0 || bytes > limit ? -1 : bytes * size;
        if (bytes != data.Length || data.Length > limit)
        {
            throw new DataException(
                $"variable '{name}' of {What} claims the size {string.Join('x', sizes)}, which its bytes do not fill");
        }

        var content = data.Small is { } small ? () => new MemoryStream(small) : open;
        return new(What, name, sizes, data.Type, data.Length, content);
    }

    byte[] Part(Stream stream, int limit) => MatElement.Read(stream, What) is { } part
        ? part.Content(stream, limit, What)
        : throw new DataException($"{What} ends inside a variable; get the file again");

    Stream OpenData(long start, bool isPacked)
    {
        var file = DataFile.Open(_path);
        file.Position = start;
        Stream stream = isPacked ? new ZLibStream(file, CompressionMode.Decompress) : file;
        if (isPacked)
            stream.ReadExactly(new byte[TagSize]);
        for (var part = 0; part < 3; part++)
            Part(stream, MaxNameLength);
        MatElement.Read(stream, What);
        return stream;
    }
}
