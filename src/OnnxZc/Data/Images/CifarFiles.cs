namespace OnnxZc.Data.Images;

/// <summary>
/// CIFAR-10 and CIFAR-100 (https://www.cs.toronto.edu/~kriz/cifar.html) in the binary or the Python version; of
/// CIFAR-100 the fine labels.
/// </summary>
static class CifarFiles
{
    const int Parts = 5;
    const byte PickleMark = 0x80;

    /// <summary>The data set at <paramref name="path"/>: a file of either version, or the folder of one.</summary>
    public static IImageSet At(string path, ImageForm form) => new ImageFiles(
        form,
        path,
        form == ImageForm.Cifar10 ? [Numbered(""), Numbered(".bin")] : [["train"], ["train.bin"]],
        file => Open(file, form));

    static string[] Numbered(string extension) =>
        [.. Enumerable.Range(1, Parts).Select(part => $"data_batch_{part}{extension}")];

    static ImageList Open(string path, ImageForm form)
    {
        using var file = DataFile.Open(path);
        // No label is that high, so the first byte tells the versions apart.
        return file.ReadByte() == PickleMark ? Pickled(path, form) : Binary(path, form, file);
    }

    static ImageList Pickled(string path, ImageForm form)
    {
        var images = PickledImages.Open(path, form.RowLength, form == ImageForm.Cifar10 ? "labels" : "fine_labels");
        for (var i = 0; i < images.Labels.Length; i++)
            Check(images.Labels[i], i, path, form);
        return ImageList.Of(form, images.Labels, images.Rows);
    }

    static ImageList Binary(string path, ImageForm form, FileStream file)
    {
        var labelSize = form == ImageForm.Cifar10 ? 1 : 2;
        var recordSize = labelSize + form.RowLength;
        if (file.Length == 0 || file.Length % recordSize != 0)
        {
            throw new DataException(
                $"'{path}' has {file.Length} bytes, not a multiple of the {recordSize} per image of {form.Name}: "
                + "give a file of the binary version, such as test_batch.bin, or of the Python version");
        }

        var labels = new long[file.Length / recordSize];
        for (var i = 0; i < labels.Length; i++)
        {
            file.Position = ((long)i * recordSize) + labelSize - 1;
            labels[i] = file.ReadByte();
            Check(labels[i], i, path, form);
        }

        return ImageList.Of(form, labels, new(
            $"'{path}'", () => DataFile.Open(path), labelSize, recordSize, form.RowLength, labels.Length));
    }

    static void Check(long label, int image, string path, ImageForm form)
    {
        if (label < 0 || label >= form.Classes)
        {
            throw new DataException(
                $"image {image} of '{path}' has label {label}, {form.Name} has 0 to {form.Classes - 1}: "
                + "it is another data set, or damaged");
        }
    }
}
