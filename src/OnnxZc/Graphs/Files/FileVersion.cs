using Microsoft.Win32.SafeHandles;

namespace OnnxZc.Graphs.Files;

/// <summary>Tells whether somebody wrote to an open file; putting another in its place leaves it as it is.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Written">When it was last written to.</param>
readonly record struct FileVersion(long Length, DateTime Written)
{
    /// <summary>The version that the file has now.</summary>
    public static FileVersion Of(SafeFileHandle file) =>
        new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
}
