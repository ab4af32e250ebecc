using System.Buffers;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Memory that is filled when somebody first looks at it: a weightless model costs nothing until it runs.
/// </summary>
/// <param name="length">The number of bytes.</param>
/// <param name="fill">Fills them, once.</param>
sealed class GeneratedBytes(int length, Action<byte[]> fill) : MemoryManager<byte>
{
    readonly Lazy<byte[]> _bytes = new(() =>
    {
        var bytes = new byte[length];
        fill(bytes);
        return bytes;
    });

    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(length);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => _bytes.Value;

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => _bytes.Value.AsMemory(elementIndex).Pin();

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
