using OnnxZc.Data.Matlab;

namespace OnnxZc.Data.Images;

/// <summary>
/// Street View House Numbers, cropped digits (http://ufldl.stanford.edu/housenumbers): a MATLAB file of <c>X</c>, rows
/// by columns by channels by images, and <c>y</c>, where 10 stands for the digit 0.
/// </summary>
static class SvhnFiles
{
    /// <summary>The data set at <paramref name="path"/>: a .mat file, or the folder of the training one.</summary>
    public static IImageSet At(string path) =>
        new ImageFiles(ImageForm.Svhn, path, [["train_32x32.mat"]], Open);

    static ImageList Open(string path)
    {
        var form = ImageForm.Svhn;
        var file = MatFile.Open(path);
        var images = file.Find("X");
        if (images.Dimensions is not [32, 32, 3, > 0 and <= int.MaxValue and var count]
            || images.Type != MatType.UInt8)
        {
            throw new DataException(
                $"X of '{path}' is {images}, not 32x32x3xN of uint8: give a file of cropped digits, train_32x32.mat");
        }

        var digits = file.Find("y");
        if (digits.Count != count)
            throw new DataException($"'{path}' has {digits.Count} labels for {count} images: it is damaged");
        var labels = digits.ReadIntegers();
        var wrong = Array.FindIndex(labels, label => label is < 0 or > 10);
        if (wrong >= 0)
        {
            throw new DataException(
                $"image {wrong} of '{path}' has label {labels[wrong]}, digits are 1 to 10: it is damaged");
        }

        var rows = new ImageRows($"'{path}'", images.OpenData, 0, form.RowLength, form.RowLength, (int)count);
        return ImageList.Of(form, [.. labels.Select(label => label % 10)], rows) with
        {
            Read = (positions, _, take) => rows.Read(positions, (place, row) => take(place, Upright(row, form))),
        };
    }

    // MATLAB keeps columns together, images here keep rows together.
    static Pixels Upright(byte[] columns, ImageForm form)
    {
        var side = form.Side!.Value;
        var rows = new byte[columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (plane, pixel) = Math.DivRem(i, side * side);
            rows[i] = columns[(plane * side * side) + (pixel % side * side) + (pixel / side)];
        }

        return new(form.Channels, side, side, rows);
    }
}
