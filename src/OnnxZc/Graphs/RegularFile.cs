namespace OnnxZc.Graphs;

/// <summary>Opens files for reading; what is not a file with bytes in it is refused before it could block.</summary>
static class RegularFile
{
    /// <summary>A stream over the file, which others may read meanwhile.</summary>
    /// <exception cref="ModelException">Missing, a folder, empty, a pipe or device, or not readable.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            var real = new FileInfo(RealPath.Of(path));
            if (Directory.Exists(real.FullName))
                throw new ModelException(ModelErrorCode.FileUnreadable, "is a folder, not a model file; name a file in it");
            if (!real.Exists)
                throw new ModelException(ModelErrorCode.FileNotFound, "no such file");
            if (real.Length == 0)
                throw new ModelException(ModelErrorCode.EmptyFile, "is empty (or a pipe or device); a model file has bytes");
            return new FileStream(real.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception refused) when (refused is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(ModelErrorCode.FileNotFound, "no such file", refused);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ModelException(ModelErrorCode.FileUnreadable, "may not be read: no permission", refused);
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or NotSupportedException)
        {
            throw new ModelException(ModelErrorCode.FileUnreadable, $"cannot be opened: {refused.Message}", refused);
        }
    }
}
