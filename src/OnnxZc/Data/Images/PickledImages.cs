using OnnxZc.Data.Pickles;

namespace OnnxZc.Data.Images;

/// <summary>
/// A pickled dictionary of <c>data</c>, an array of uint8 with an image a row, and a list of labels.
/// </summary>
/// <param name="Labels">As the file has them.</param>
/// <param name="Rows">The images.</param>
sealed record PickledImages(long[] Labels, ImageRows Rows)
{
    /// <summary>Reads the labels and finds the images of <paramref name="path"/>.</summary>
    /// <exception cref="DataException">It is no such file.</exception>
    public static PickledImages Open(string path, int rowLength, string labelsKey)
    {
        using var file = DataFile.Open(path);
        var what = $"'{path}'";
        var top = new PickleReader(file, what).Read() as PickledMap
            ?? throw new DataException(
                $"{what} holds no dictionary of data and labels: it is no file of this data set");
        var data = top.Find("data") as PickledArray
            ?? throw new DataException($"{what} has no array 'data': it is no file of this data set");
        var labels = Integers(top.Find(labelsKey), file, what) ?? throw new DataException(
            $"{what} has no list of integers '{labelsKey}': it is no file of this data set");
        var count = data.RowCount(rowLength, what);
        if (count != labels.Length)
            throw new DataException($"{what} has {labels.Length} labels for {count} images: it is damaged");
        return new(labels, data.Rows(path, file, rowLength, count));
    }

    static long[]? Integers(object? value, FileStream file, string what) => value switch
    {
        List<object?> list when list.All(item => item is long) => [.. list.Select(item => (long)item!)],
        PickledArray array => array.Integers(file, what),
        _ => null,
    };
}
