using System.Buffers;

namespace OnnxZc.Graphs.Files;

/// <summary>Bytes in a file that nobody may open: they have a length, and looking at them is an error.</summary>
/// <param name="length">The number of bytes.</param>
/// <param name="location">The file.</param>
sealed class UnreadBytes(int length, string location) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(length);

    /// <inheritdoc/>
    /// <exception cref="ModelException">Always.</exception>
    public override Span<byte> GetSpan() => throw ExternalFile.Wrong(
        $"weights in '{location}' are needed and left unread; allow them by --external-data cache or strict");

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        GetSpan();
        return default;
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
