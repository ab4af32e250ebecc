using System.Buffers.Binary;
using System.IO.Compression;

namespace OnnxZc.Data.Images;

/// <summary>
/// MNIST (http://yann.lecun.com/exdb/mnist) and data sets of its form: an idx file of images and one of labels, either
/// may be gzipped.
/// </summary>
/// <param name="path">The images, or the folder of the training files.</param>
/// <param name="labelsPath">
/// The labels; null for the file beside the images whose name says so, and none where there is no such file.
/// </param>
sealed class MnistFiles(string path, string? labelsPath) : IImageSet
{
    const int ImagesMagic = 0x0803;
    const int LabelsMagic = 0x0801;

    // Deflate cannot expand by more than this, so a file that claims to is damaged or hostile.
    const long MaxExpansion = 1032;

    static readonly string[][] _trainingFiles =
    [
        ["train-images-idx3-ubyte"], ["train-images-idx3-ubyte.gz"],
        ["train-images.idx3-ubyte"], ["train-images.idx3-ubyte.gz"],
    ];

    /// <inheritdoc/>
    public ImageForm Form => ImageForm.Mnist;

    /// <inheritdoc/>
    public string What => $"'{path}'";

    string ImagesPath => Directory.Exists(path) ? ImageFiles.In(path, _trainingFiles)[0] : path;

    /// <inheritdoc/>
    public string Hash()
    {
        var images = ImagesPath;
        return ImageFiles.HashOf(LabelsOf(images) is { } labels ? [images, labels] : [images]);
    }

    /// <inheritdoc/>
    public ImageList Open()
    {
        var imagesPath = ImagesPath;
        var side = Form.Side!.Value;
        var sizes = Header(imagesPath, ImagesMagic, 3, "images");
        if (sizes[1] != side || sizes[2] != side)
        {
            throw new DataException(
                $"'{imagesPath}' has images of {sizes[1]} by {sizes[2]}, MNIST's are {side} by {side}: "
                + "save other images as .npz");
        }

        var labels = LabelsOf(imagesPath) is { } file ? ReadLabels(file, sizes[0]) : null;
        return ImageList.Of(Form, labels, new(
            $"'{imagesPath}'", () => Unpacked(imagesPath), HeaderSize(3), Form.RowLength, Form.RowLength, sizes[0]));
    }

    string? LabelsOf(string imagesPath)
    {
        if (labelsPath is not null)
            return labelsPath;
        var name = Path.GetFileName(imagesPath).Replace("images", "labels").Replace("idx3", "idx1");
        var beside = Path.Combine(Path.GetDirectoryName(imagesPath) ?? "", name);
        return beside != imagesPath && File.Exists(beside) ? beside : null;
    }

    long[] ReadLabels(string file, int count)
    {
        var sizes = Header(file, LabelsMagic, 1, "labels");
        if (sizes[0] != count)
            throw new DataException($"'{file}' has {sizes[0]} labels for the {count} images of '{path}'");
        var labels = new List<long>();
        var rows = new ImageRows($"'{file}'", () => Unpacked(file), HeaderSize(1), 1, 1, count);
        rows.Read([.. Enumerable.Range(0, count)], (_, row) => labels.Add(row[0]));
        var wrong = labels.FindIndex(label => label >= Form.Classes);
        return wrong < 0 ? [.. labels] : throw new DataException(
            $"image {wrong} has label {labels[wrong]} in '{file}', MNIST has 0 to 9: it is another data set, or "
            + "damaged");
    }

    static int HeaderSize(int dimensions) => sizeof(int) * (1 + dimensions);

    static int[] Header(string file, int magic, int dimensions, string content)
    {
        using var stream = Unpacked(file);
        var bytes = new byte[HeaderSize(dimensions)];
        var words = new int[1 + dimensions];
        try
        {
            stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"'{file}' cannot be unpacked ({e.Message}); get it again", e);
        }

        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(i * sizeof(int)));
        var isForm = words[0] == magic && words[1..].All(size => size > 0);
        if (isForm && words[1] > new FileInfo(file).Length * MaxExpansion / words[2..].Aggregate(1L, (a, b) => a * b))
            throw new DataException($"'{file}' claims {words[1]} {content}, more than it can hold; get it again");
        return isForm ? words[1..] : throw new DataException(
            $"'{file}' is no idx file of {content}: give train-{content}-idx{dimensions}-ubyte, gzipped or not");
    }

    static Stream Unpacked(string file)
    {
        var stream = DataFile.Open(file);
        var isPacked = (stream.ReadByte(), stream.ReadByte()) == (0x1f, 0x8b);
        stream.Position = 0;
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
