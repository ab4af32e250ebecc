using System.Security.Cryptography;
using System.Text;

namespace OnnxZc.Data.Images;

/// <summary>A data set of one or several files of the same kind.</summary>
/// <param name="form">What data set it is.</param>
/// <param name="path">A file, or the folder of the data set's training files.</param>
/// <param name="trainingFiles">The names of these files, in order, in each form that the data set comes in.</param>
/// <param name="open">Opens one file.</param>
sealed class ImageFiles(
    ImageForm form, string path, IReadOnlyList<string[]> trainingFiles, Func<string, ImageList> open) : IImageSet
{
    /// <inheritdoc/>
    public ImageForm Form => form;

    /// <inheritdoc/>
    public string What => $"'{path}'";

    /// <inheritdoc/>
    public string Hash() => HashOf(Paths());

    /// <inheritdoc/>
    public ImageList Open() => ImageList.Join([.. Paths().Select(open)]);

    /// <summary>The hash of a file; of several, the hash of their hashes.</summary>
    public static string HashOf(IReadOnlyList<string> paths) => paths is [var only]
        ? DataFile.Hash(only)
        : Convert.ToHexStringLower(
            SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(paths.Select(DataFile.Hash)))));

    /// <summary>
    /// Of the lists of <paramref name="names"/>, the first that <paramref name="folder"/> has a file of.
    /// </summary>
    /// <exception cref="DataException">There is none, or it is incomplete.</exception>
    public static string[] In(string folder, IReadOnlyList<string[]> names)
    {
        var there = names.FirstOrDefault(list => list.Any(name => File.Exists(Path.Combine(folder, name))))
            ?? throw new DataException(
                $"folder '{folder}' has none of the files {string.Join(", ", names.Select(Listed))}: "
                + "name the data set's folder, or a file");
        if (there.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
        {
            throw new DataException(
                $"folder '{folder}' has no '{missing}', so its training images are incomplete: "
                + "add the file, or name a single one");
        }

        return [.. there.Select(name => Path.Combine(folder, name))];
    }

    string[] Paths() => Directory.Exists(path) ? In(path, trainingFiles) : [path];

    static string Listed(string[] names) => names is [var only] ? only : $"{names[0]} to {names[^1]}";
}
