using System.Globalization;
using Code = OnnxZc.Graphs.ModelErrorCode;

namespace OnnxZc.Graphs.Files;

/// <summary>
/// Reads weights that a model keeps in other files. Such a file must lie in the model's folder (or, where the model
/// is a link, in the folder of what it leads to) after all links are followed; this is checked on the opened file.
/// </summary>
sealed class ExternalData(string modelPath) : IDisposable
{
    readonly string[] _roots =
    [
        RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(modelPath))!),
        Path.GetDirectoryName(RealPath.Of(modelPath))!,
    ];

    readonly Dictionary<string, (FileStream File, long Unread)> _files = new(StringComparer.Ordinal);
    readonly Dictionary<(string Location, long Offset), byte[]> _read = [];

    /// <summary>The bytes that <paramref name="entries"/> point to.</summary>
    /// <param name="entries"><c>location</c> and optionally <c>offset</c> and <c>length</c>, as in the model.</param>
    /// <param name="size">How many bytes the tensor takes.</param>
    /// <exception cref="ModelException">The file is missing, elsewhere or too short, or an entry is wrong.</exception>
    public ReadOnlyMemory<byte> Read(IEnumerable<KeyValuePair<string, string>> entries, int size)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (!values.TryAdd(key, value))
                throw Wrong($"'{key}' is given twice");
        }

        var location = values.GetValueOrDefault("location", "");
        var offset = Number(values, "offset") ?? 0;
        if (Number(values, "length") is { } length && length != size)
            throw Wrong($"{length} bytes are declared where the tensor takes {size}");
        if (_read.TryGetValue((location, offset), out var known) && known.Length == size)
            return known;
        return _read[(location, offset)] = Read(location, offset, size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (file, _) in _files.Values)
            file.Dispose();
    }

    byte[] Read(string location, long offset, int size)
    {
        var (file, unread) = _files.TryGetValue(location, out var open) ? open : Open(location);
        if (offset > file.Length - size)
            throw Wrong($"'{location}' has {file.Length} bytes, the tensor ends at {(decimal)offset + size}");
        if (size > unread)
            throw Wrong($"more bytes are read from '{location}' than it has: tensors overlap");
        _files[location] = (file, unread - size);
        var bytes = new byte[size];
        try
        {
            file.Position = offset;
            file.ReadExactly(bytes);
        }
        catch (IOException failed)
        {
            throw Wrong($"'{location}' cannot be read: {failed.Message}", failed);
        }

        return bytes;
    }

    (FileStream File, long Unread) Open(string location)
    {
        CheckLocation(location);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modelPath))!, location);
        try
        {
            if (!IsInside(RealPath.Of(path)))
                throw Outside(location);
            var file = RegularFile.Open(path);
            _files[location] = (file, file.Length);
            return IsInside(RealPath.OfOpen(file.SafeFileHandle, path)) ? _files[location] : throw Outside(location);
        }
        catch (Exception failed) when (failed is IOException or ModelException { Code: not Code.ExternalData })
        {
            throw Wrong($"'{location}': {failed.Message}", failed);
        }
    }

    bool IsInside(string path) => _roots.Any(root => RealPath.IsBeneath(root, path));

    static void CheckLocation(string location)
    {
        if (location.Length == 0)
            throw Wrong("it has no location");
        var relative = location[0] is not ('/' or '~') && location.IndexOfAny(['\\', ':', '\0']) < 0
            && !location.Split('/').Contains("..");
        if (!relative)
            throw Outside(location);
    }

    static long? Number(Dictionary<string, string> values, string key)
    {
        if (!values.TryGetValue(key, out var text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"'{key}' is '{text}', not a number of bytes");
    }

    static ModelException Wrong(string what, Exception? inner = null) =>
        new(Code.ExternalData, $"external data: {what}", inner);

    static ModelException Outside(string location) => Wrong(
        $"'{location}' is outside the model's folder; put the file beside the model and name it without a path");
}
