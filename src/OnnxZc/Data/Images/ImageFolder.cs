using System.Security.Cryptography;
using System.Text;

namespace OnnxZc.Data.Images;

/// <summary>
/// A folder of JPEG and PNG files in a subfolder per class, the classes by the order of their names, as torchvision's
/// ImageFolder has them; or without subfolders and labels. The shorter side is resized so that the size wanted is 7/8
/// of it (256 for 224).
/// </summary>
sealed class ImageFolder(string path) : IImageSet
{
    const int MaxFiles = 1 << 22;
    const int MaxFileSize = 1 << 26;
    const double Share = 0.875;

    static readonly string[] _extensions = [".jpg", ".jpeg", ".png"];

    /// <inheritdoc/>
    public ImageForm Form => ImageForm.Folder;

    /// <inheritdoc/>
    public string What => $"'{path}'";

    /// <summary>A hash of the files' names and lengths; their content is not read.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, _) in List().Files)
        {
            var info = new FileInfo(Path.Combine(path, file));
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{file.Replace('\\', '/')}\t{(info.Exists ? info.Length : 0)}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public ImageList Open()
    {
        var (classes, files) = List();
        return new(
            files.Count,
            classes.Length == 0 ? null : [.. files.Select(file => (long)file.Class)],
            classes.Length,
            (positions, size, take) =>
            {
                for (var place = 0; place < positions.Count; place++)
                    take(place, Read(files[positions[place]].Name, size));
            });
    }

    (string[] Classes, List<(string Name, int Class)> Files) List()
    {
        if (!Directory.Exists(path))
            throw new DataException($"there is no folder '{path}'");
        try
        {
            var classes = Classes();
            return (classes, Files(classes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"folder '{path}' cannot be read: {e.Message}", e);
        }
    }

    string[] Classes()
    {
        string[] names = [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder))];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    List<(string Name, int Class)> Files(string[] classes)
    {
        var files = new List<(string, int)>();
        foreach (var (index, name) in classes.Length == 0 ? [(0, "")] : classes.Index())
        {
            if (name.Length > 0)
                CheckInside(new DirectoryInfo(Path.Combine(path, name)));
            string[] own =
            [
                .. Directory.EnumerateFiles(Path.Combine(path, name)).Where(IsImage)
                    .Take(MaxFiles).Select(file => Path.Combine(name, Path.GetFileName(file))),
            ];
            if (own.Length == 0)
                throw new DataException($"folder '{Path.Combine(path, name)}' has no JPEG or PNG files");
            if (files.Count + own.Length >= MaxFiles)
                throw new DataException($"{What} has more than {MaxFiles} images; name a part of it");
            Array.Sort(own, StringComparer.Ordinal);
            files.AddRange(own.Select(file => (file, index)));
        }

        return files;
    }

    static bool IsImage(string file) =>
        _extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    Pixels Read(string name, PixelSize size)
    {
        var file = Path.Combine(path, name);
        CheckInside(new FileInfo(file));
        using var stream = DataFile.Open(file);
        if (stream.Length > MaxFileSize)
            throw new DataException($"image '{file}' has {stream.Length} bytes, more than {MaxFileSize}: leave it out");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var image = ImageDecoder.Decode(bytes, $"image '{file}'");
        var shorter = (int)(Math.Max(size.Height, size.Width) / Share);
        return BilinearResize.ShorterSide(image, shorter, $"image '{file}'");
    }

    // A link in a folder from elsewhere must not lead to other files of the machine.
    void CheckInside(FileSystemInfo entry)
    {
        if (entry.LinkTarget is null)
            return;
        var root = new DirectoryInfo(path);
        var real = (root.ResolveLinkTarget(returnFinalTarget: true) ?? root).FullName.TrimEnd('/', '\\');
        var target = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        if (target is null || !target.StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new DataException($"'{entry.FullName}' is a link that leads out of {What}: copy the file there");
    }
}
