using System.Security.Cryptography;

namespace OnnxZc.Graphs.Files;

/// <summary>A file of weights, open for reading.</summary>
/// <param name="location">How the model names it.</param>
/// <param name="stream">Its content.</param>
sealed class ExternalFile(string location, FileStream stream) : IDisposable
{
    readonly Lazy<string> _sum = new(() =>
    {
        stream.Position = 0;
        return Convert.ToHexStringLower(SHA1.HashData(stream));
    });

    readonly FileVersion _version = FileVersion.Of(stream.SafeFileHandle);
    long _unread = stream.Length;

    /// <summary>The bytes of one tensor; all tensors together read no more than the file has.</summary>
    /// <exception cref="ModelException">The file is too short or changed, or tensors overlap.</exception>
    public byte[] Read(long offset, int size)
    {
        if (offset > stream.Length - size)
            throw Wrong($"'{location}' has {stream.Length} bytes, the tensor ends at {(decimal)offset + size}");
        if (size > _unread)
            throw Wrong($"more bytes are read from '{location}' than it has: tensors overlap");
        _unread -= size;
        var bytes = new byte[size];
        try
        {
            stream.Position = offset;
            stream.ReadExactly(bytes);
        }
        catch (IOException failed)
        {
            throw Wrong($"'{location}' cannot be read: {failed.Message}", failed);
        }

        CheckUnchanged();
        return bytes;
    }

    /// <summary>Compares the file's SHA-1 with the one in the model.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public void CheckSum(string expected)
    {
        if (!_sum.Value.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong($"'{location}' is not the file that the model was saved with: its SHA-1 is {_sum.Value}, "
                + $"the model says '{expected}'; copy or download both again");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    void CheckUnchanged()
    {
        if (_version != FileVersion.Of(stream.SafeFileHandle))
            throw Wrong($"'{location}' changed while it was read; try again when it is complete");
    }

    /// <summary>What is wrong with external data, as an error of the model.</summary>
    public static ModelException Wrong(string what, Exception? inner = null) =>
        new(ModelErrorCode.ExternalData, $"external data: {what}", inner);
}
