namespace OnnxZc.Data.Images;

/// <summary>The images of a data set, by their positions.</summary>
/// <param name="Count">How many.</param>
/// <param name="Labels">The class of each; null where there are none.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Read">
/// Reads the images at the given positions, at least as large as wanted where the data set leaves it open, and hands
/// each on with its place in that list, in any order.
/// </param>
sealed record ImageList(
    int Count,
    long[]? Labels,
    int Classes,
    Action<IReadOnlyList<int>, PixelSize, Action<int, Pixels>> Read)
{
    /// <summary>Images of fixed size in the rows of a file.</summary>
    public static ImageList Of(ImageForm form, long[]? labels, ImageRows rows) =>
        new(rows.Count, labels, form.Classes!.Value, (positions, _, take) => rows.Read(
            positions,
            (place, row) => take(place, new(form.Channels, form.Side!.Value, form.Side.Value, row))));

    /// <summary>The images of all <paramref name="parts"/>, one after the other.</summary>
    public static ImageList Join(IReadOnlyList<ImageList> parts)
    {
        if (parts is [var only])
            return only;
        var starts = new int[parts.Count + 1];
        for (var i = 0; i < parts.Count; i++)
            starts[i + 1] = checked(starts[i] + parts[i].Count);
        return new(
            starts[^1],
            [.. parts.SelectMany(part => part.Labels!)],
            parts[0].Classes,
            (positions, size, take) =>
            {
                for (var i = 0; i < parts.Count; i++)
                    ReadPart(parts[i], starts[i], positions, size, take);
            });
    }

    /// <summary>Only the images at <paramref name="kept"/>, under the labels given.</summary>
    public ImageList Keep(int[] kept, long[] labels) => new(
        kept.Length,
        labels,
        Classes,
        (positions, size, take) => Read([.. positions.Select(position => kept[position])], size, take));

    static void ReadPart(
        ImageList part, int start, IReadOnlyList<int> positions, PixelSize size, Action<int, Pixels> take)
    {
        var places = Enumerable.Range(0, positions.Count)
            .Where(place => positions[place] >= start && positions[place] < start + part.Count)
            .ToArray();
        if (places.Length > 0)
        {
            int[] own = [.. places.Select(place => positions[place] - start)];
            part.Read(own, size, (place, pixels) => take(places[place], pixels));
        }
    }
}
