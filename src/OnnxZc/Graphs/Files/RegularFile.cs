namespace OnnxZc.Graphs.Files;

/// <summary>Opens files for reading; what is not a file with bytes in it is refused before it could block.</summary>
static class RegularFile
{
    const string NoFile = "there is no such file; check the name";

    /// <summary>A stream over the file, which others may read meanwhile.</summary>
    /// <exception cref="ModelException">Missing, a folder, empty, a pipe or device, or not readable.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            var real = new FileInfo(RealPath.Of(path));
            if (Directory.Exists(real.FullName))
                throw new ModelException(ModelErrorCode.FileUnreadable, "this is a folder; name a file in it");
            if (!real.Exists)
                throw new ModelException(ModelErrorCode.FileNotFound, NoFile);
            if (real.Length == 0)
                throw new ModelException(
                    ModelErrorCode.EmptyFile, "the file is empty, or is a pipe or a device; copy or download it again");
            return new FileStream(real.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception refused) when (refused is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(ModelErrorCode.FileNotFound, NoFile, refused);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ModelException(
                ModelErrorCode.FileUnreadable,
                "the file may not be read: no permission; change that with chmod",
                refused);
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or NotSupportedException)
        {
            throw new ModelException(ModelErrorCode.FileUnreadable, $"cannot open it: {refused.Message}", refused);
        }
    }
}
