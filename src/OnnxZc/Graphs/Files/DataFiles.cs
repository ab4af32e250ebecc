using OnnxZc.Graphs.Details;

namespace OnnxZc.Graphs.Files;

/// <summary>The files that a model keeps tensors in: each is looked at once, and read only on request.</summary>
/// <param name="modelPath">The model file, as it was named.</param>
sealed class DataFiles(string modelPath)
{
    const int PieceBytes = 1 << 20;
    const int MostFiles = 10_000;

    readonly ExternalFolder _folder = new(modelPath, ExternalDataMode.Cache);
    readonly Dictionary<string, DataFile> _found = new(StringComparer.Ordinal);

    /// <summary>Those that were looked at, by location.</summary>
    public IReadOnlyDictionary<string, DataFile> Found => _found;

    /// <summary>The file of this location.</summary>
    public DataFile Find(string location)
    {
        if (!_found.TryGetValue(location, out var file))
            _found[location] = file = _found.Count < MostFiles ? Look(location) : TooMany(location);
        return file;
    }

    /// <summary>The bytes of one tensor, in pieces that overwrite each other.</summary>
    /// <exception cref="ModelException">
    /// While it is walked: the file is too short, or cannot or may not be opened.
    /// </exception>
    public IEnumerable<ReadOnlyMemory<byte>> Read(ExternalEntries entries, long? size)
    {
        if (size is not { } left || entries.Offset is not { } offset)
            throw ExternalFile.Wrong($"'{entries.Location}': its size or offset is no number of bytes");
        ExternalFolder.CheckLocation(entries.Location);
        using var file = _folder.Open(entries.Location);
        if (offset > file.Length - left)
            throw ExternalFile.Wrong($"'{entries.Location}' has {file.Length} bytes, too few for the tensor");
        file.Position = offset;
        var piece = new byte[Math.Min(PieceBytes, left)];
        while (left > 0)
        {
            var next = piece.AsMemory(0, (int)Math.Min(piece.Length, left));
            Fill(file, next.Span, entries.Location);
            left -= next.Length;
            yield return next;
        }
    }

    static void Fill(FileStream file, Span<byte> piece, string location)
    {
        try
        {
            file.ReadExactly(piece);
        }
        catch (IOException failed)
        {
            throw ExternalFile.Wrong($"'{location}' cannot be read: {failed.Message}", failed);
        }
    }

    static DataFile TooMany(string location) =>
        new(location, null, 0) { Problem = $"external data: more than {MostFiles} files" };

    DataFile Look(string location)
    {
        try
        {
            ExternalFolder.CheckLocation(location);
            using var file = _folder.Open(location);
            var path = RealPath.OfOpen(file.SafeFileHandle, file.Name);
            var head = new byte[FileSignature.HeadBytes];
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return new(location, path, file.Length)
            {
                IsLink = path != _folder.PathOf(location),
                HasOtherNames = LinkCount.Of(file.SafeFileHandle) > 1,
                IsLfsPointer = FileSignature.IsLfsPointer(head.AsSpan(0, read)),
            };
        }
        catch (ModelException refused)
        {
            return new(location, null, 0) { Problem = refused.Message };
        }
        catch (IOException failed)
        {
            return new(location, null, 0) { Problem = failed.Message };
        }
    }
}
