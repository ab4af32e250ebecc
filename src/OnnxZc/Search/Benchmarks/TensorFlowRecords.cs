using System.Buffers.Binary;
using OnnxZc.Comparisons;

namespace OnnxZc.Search.Benchmarks;

/// <summary>
/// The records of a TFRecord file: each a length of 8 bytes, little-endian, its checksum, the bytes and their checksum.
/// Checksums are not verified.
/// </summary>
static class TensorFlowRecords
{
    const int HeadBytes = sizeof(ulong) + sizeof(uint);
    const int MostBytes = 1 << 20;

    /// <summary>The records of a file.</summary>
    /// <exception cref="ComparisonException">It cannot be read, or is cut off.</exception>
    public static IEnumerable<byte[]> Read(string path)
    {
        using var file = Open(path);
        var head = new byte[HeadBytes];
        while (Fill(file, head, path, mayEnd: true))
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (length > MostBytes)
                throw Broken(path, $"a record of {length} bytes at {file.Position - HeadBytes}");
            var record = new byte[length];
            Fill(file, record, path, mayEnd: false);
            Fill(file, new byte[sizeof(uint)], path, mayEnd: false);
            yield return record;
        }
    }

    static bool Fill(FileStream file, byte[] target, string path, bool mayEnd)
    {
        var read = file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        return read == target.Length || (read == 0 && mayEnd
            ? false
            : throw Broken(path, $"it is cut off at {file.Position}"));
    }

    static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Broken(path, error.Message, error);
        }
    }

    static ComparisonException Broken(string path, string why, Exception? cause = null) => new(
        ComparisonErrorCode.TruthUnreadable, $"{path} cannot be read as records of TensorFlow: {why}", cause);
}
