using System.Security.Cryptography;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Graphs.Details;

/// <summary>A file that a model keeps tensors in, as it was found.</summary>
/// <param name="Location">How the model names it.</param>
/// <param name="Path">Where it is; null where it may not or cannot be opened.</param>
/// <param name="Length">Its bytes; 0 where it was not opened.</param>
sealed record DataFile(string Location, string? Path, long Length)
{
    /// <summary>Why it was not opened; null when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether a symbolic link leads to it.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether the file has further names: hard links.</summary>
    public bool HasOtherNames { get; init; }

    /// <summary>Whether it is a Git LFS pointer in the file's place.</summary>
    public bool IsLfsPointer { get; init; }

    /// <summary>Whether it lies in a folder of the model's folder.</summary>
    public bool IsInSubfolder => Location.Contains('/');

    /// <summary>SHA-1 of the file, lower-case hexadecimal; null where it cannot be read.</summary>
    public string? Checksum()
    {
        try
        {
            using var stream = RegularFile.Open(Path!);
            return Convert.ToHexStringLower(SHA1.HashData(stream));
        }
        catch (Exception unreadable) when (unreadable is ModelException or IOException)
        {
            return null;
        }
    }
}
