namespace OnnxZc.Data.Pickles;

/// <summary>Bytes in a pickle: long ones stay in the file until they are read.</summary>
/// <param name="Offset">Where they begin in the file.</param>
/// <param name="Length">How many.</param>
/// <param name="Content">The bytes, where they are short or had to be decoded.</param>
sealed record PickledBytes(long Offset, long Length, byte[]? Content = null)
{
    /// <summary>All of them.</summary>
    public byte[] Read(FileStream file)
    {
        if (Content is not null)
            return Content;
        var bytes = new byte[Length];
        file.Position = Offset;
        file.ReadExactly(bytes);
        return bytes;
    }
}
