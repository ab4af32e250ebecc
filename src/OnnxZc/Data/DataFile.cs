using System.Security.Cryptography;

namespace OnnxZc.Data;

/// <summary>Data files as streams, with errors that name the file.</summary>
static class DataFile
{
    /// <summary>Opens <paramref name="path"/> for reading, shared.</summary>
    /// <exception cref="DataException">There is no such file, or it cannot be read.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new DataException($"'{path}' is a folder; name a data file");
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"there is no data file '{path}'", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"data file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    /// <exception cref="DataException">There is no such file, or it cannot be read.</exception>
    public static string Hash(string path)
    {
        using var file = Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
