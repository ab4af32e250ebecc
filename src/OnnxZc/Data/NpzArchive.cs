using System.IO.Compression;
using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>
/// A .npz file: a zip of .npy arrays, stored or deflated. Nothing is allocated that the file's size cannot justify.
/// </summary>
sealed class NpzArchive : IDisposable
{
    // Deflate cannot expand by more than this, so an entry that claims to is damaged or hostile.
    const long MaxExpansion = 1032;

    readonly string _path;
    readonly FileStream _file;
    readonly ZipArchive _zip;

    NpzArchive(string path, FileStream file)
    {
        (_path, _file) = (path, file);
        _zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
        Keys = [.. _zip.Entries.Select(entry => KeyOf(entry.FullName))];
    }

    /// <summary>The names of the arrays, in file order.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Opens the archive at <paramref name="path"/>.</summary>
    /// <exception cref="DataException">There is no such file, or it is no zip.</exception>
    public static NpzArchive Open(string path)
    {
        var file = DataFile.Open(path);
        try
        {
            return new(path, file);
        }
        catch (InvalidDataException e)
        {
            file.Dispose();
            throw new DataException($"'{path}' is not an .npz file (a zip of arrays); write it with numpy.savez", e);
        }
    }

    /// <summary>
    /// The whole array <paramref name="key"/>, or its first <paramref name="rows"/> along the first dimension.
    /// </summary>
    /// <exception cref="DataException">There is no such array, it is damaged, or it has fewer rows.</exception>
    public TensorData Read(string key, long? rows = null)
    {
        var entry = _zip.Entries.FirstOrDefault(e => KeyOf(e.FullName) == key)
            ?? throw new DataException(
                $"'{_path}' has no array '{key}', only {Listed()}; name the arrays with --data {_path}#IMAGES,LABELS");
        var what = $"array '{key}' of '{_path}'";
        try
        {
            using var stream = entry.Open();
            return ReadArray(stream, entry, what, rows);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new DataException($"{what} cannot be unpacked ({e.Message}); write it again with numpy.savez", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    static TensorData ReadArray(Stream stream, ZipArchiveEntry entry, string what, long? rows)
    {
        var header = NpyHeader.Read(stream, what);
        var shape = header.Shape;
        if (rows is { } wanted)
        {
            if (shape.Length == 0 || shape[0] < wanted)
            {
                var there = shape.Length == 0 ? 1 : shape[0];
                throw new DataException(
                    $"{what} has {there} samples, fewer than the {wanted} wanted; lower --batch-size");
            }

            shape = shape.SetItem(0, wanted);
        }

        var bytes = new byte[ByteCount(header.Type, [.. shape], entry, what)];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DataException($"{what} ends before its last element; write it again");
        return new(header.Type, shape, bytes);
    }

    static int ByteCount(ElementType type, IReadOnlyList<long> shape, ZipArchiveEntry entry, string what)
    {
        var limit = Math.Min(Math.Min(entry.Length, entry.CompressedLength * MaxExpansion), Array.MaxLength);
        var bytes = (Int128)TensorData.SizeOf(type);
        foreach (var size in shape)
        {
            bytes *= size;
            if (bytes == 0)
                throw new DataException($"{what} is empty: its shape is [{string.Join(", ", shape)}]");
            if (bytes > limit)
            {
                throw new DataException(
                    $"{what} claims the shape [{string.Join(", ", shape)}], more than its {limit} bytes can hold");
            }
        }

        return (int)bytes;
    }

    static string KeyOf(string entry) => entry.EndsWith(".npy", StringComparison.Ordinal) ? entry[..^4] : entry;

    string Listed() => Keys.Count == 0 ? "none at all" : string.Join(", ", Keys.Take(20).Select(key => $"'{key}'"));
}
