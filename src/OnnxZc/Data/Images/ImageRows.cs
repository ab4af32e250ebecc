namespace OnnxZc.Data.Images;

/// <summary>Images of equal size, one after the other in a stream that may only go forward.</summary>
/// <param name="What">The file, for messages.</param>
/// <param name="Open">Opens the stream at its begin.</param>
/// <param name="Start">Where the first image begins.</param>
/// <param name="Stride">From one image to the next, in bytes.</param>
/// <param name="Length">The bytes of an image.</param>
/// <param name="Count">How many there are.</param>
sealed record ImageRows(string What, Func<Stream> Open, long Start, int Stride, int Length, int Count)
{
    const int SkipSize = 1 << 16;

    /// <summary>Reads the images at <paramref name="positions"/>, in the order of the stream.</summary>
    /// <exception cref="DataException">The stream ends too early.</exception>
    public void Read(IReadOnlyList<int> positions, Action<int, byte[]> take)
    {
        using var stream = Open();
        var at = 0L;
        foreach (var place in Enumerable.Range(0, positions.Count).OrderBy(place => positions[place]))
        {
            var wanted = Start + ((long)Stride * positions[place]);
            if (wanted < at)
                throw new InvalidOperationException($"Image {positions[place]} of {What} is asked for twice.");
            Skip(stream, wanted - at, positions[place]);
            var row = new byte[Length];
            if (ReadFully(stream, row, positions[place]) < Length)
                throw CutShort(positions[place]);
            at = wanted + Length;
            take(place, row);
        }
    }

    void Skip(Stream stream, long count, int position)
    {
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            return;
        }

        var ignored = new byte[Math.Min(count, SkipSize)];
        for (; count > 0; count -= ignored.Length)
        {
            var part = ignored.AsSpan(0, (int)Math.Min(count, ignored.Length));
            if (ReadFully(stream, part, position) < part.Length)
                throw CutShort(position);
        }
    }

    int ReadFully(Stream stream, Span<byte> target, int position)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new DataException(
                $"{What} cannot be unpacked before image {position} ({e.Message}); get the file again", e);
        }
    }

    DataException CutShort(int position) => new($"{What} ends inside image {position}; get the file again");
}
