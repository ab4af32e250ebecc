using Code = OnnxZc.Graphs.ModelErrorCode;

namespace OnnxZc.Graphs.Files;

/// <summary>Where a model's files of weights may lie; what leads elsewhere is not opened, or not read.</summary>
/// <param name="modelPath">The model file, as it was named.</param>
/// <param name="mode">Whether links are followed.</param>
sealed class ExternalFolder(string modelPath, ExternalDataMode mode)
{
    readonly string _folder = RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(modelPath))!);
    readonly string _realFolder = Path.GetDirectoryName(RealPath.Of(modelPath))!;

    /// <summary>Opens a file beside the model, and makes sure that what was opened lies where it may.</summary>
    /// <exception cref="ModelException">It is missing, elsewhere, no regular file, or a forbidden link.</exception>
    public FileStream Open(string location)
    {
        FileStream? file = null;
        try
        {
            var path = Path.Combine(_folder, location);
            Check(location, RealPath.Of(path));
            file = RegularFile.Open(path);
            Check(location, RealPath.OfOpen(file.SafeFileHandle, path));
            if (mode == ExternalDataMode.Strict && LinkCount.Of(file.SafeFileHandle) > 1)
                throw Linked(location);
            var opened = file;
            file = null;
            return opened;
        }
        catch (Exception failed) when (failed is IOException or ModelException { Code: not Code.ExternalData })
        {
            throw ExternalFile.Wrong($"'{location}': {failed.Message}", failed);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Where a location is, should no link be on the way.</summary>
    public string PathOf(string location) => Path.GetFullPath(Path.Combine(_folder, location));

    /// <summary>Refuses what is no relative path, before anything is asked of the file system.</summary>
    /// <exception cref="ModelException">It is none.</exception>
    public static void CheckLocation(string location)
    {
        if (location.Length == 0)
            throw ExternalFile.Wrong("it has no location");
        var isRelative = location[0] is not ('/' or '~') && location.IndexOfAny(['\\', ':', '\0']) < 0
            && !location.Split('/').Contains("..");
        if (!isRelative)
            throw Outside(location);
    }

    void Check(string location, string realPath)
    {
        if (mode == ExternalDataMode.Strict && realPath != PathOf(location))
            throw Linked(location);
        if (!RealPath.IsBeneath(_folder, realPath) && !RealPath.IsBeneath(_realFolder, realPath))
            throw Outside(location);
    }

    static ModelException Linked(string location) => ExternalFile.Wrong(
        $"'{location}' is a link or has a second name; copy the file, or allow links by --external-data cache");

    static ModelException Outside(string location) => ExternalFile.Wrong(
        $"'{location}' is outside the model's folder; put the file beside the model and name it without a path");
}
