using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Data.Images;

/// <summary>What a model's input makes of a batch of images.</summary>
/// <param name="Layout">The order of its dimensions.</param>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Size">Rows and columns.</param>
readonly record struct ImageTarget(ImageLayout Layout, int Channels, PixelSize Size)
{
    const int DefaultSide = 224;
    const int LargestSide = 1 << 13;

    /// <summary>What fits <paramref name="input"/>; where nothing does, the data set's own form.</summary>
    public static ImageTarget For(ValueInfo input, BatchRequest request, ImageForm form)
    {
        var sizes = input.Shape.IsDefault
            ? []
            : input.Shape.Select(dimension => InputFit.SizeOf(dimension, request)).ToArray();
        var layout = sizes switch
        {
            [_, var second, _, var fourth] when second != form.Channels && fourth == form.Channels =>
                ImageLayout.ChannelsLast,
            [_, { } all] when form.Side is not null && all == form.RowLength => ImageLayout.Flat,
            _ => ImageLayout.ChannelsFirst,
        };
        if (form.Side is { } side)
            return new(layout, form.Channels, new(side, side));
        var first = layout == ImageLayout.ChannelsLast ? 1 : 2;
        return new(layout, form.Channels, new(Side(sizes, first), Side(sizes, first + 1)));
    }

    /// <summary>The shape of a batch.</summary>
    public ImmutableArray<long> Shape(int count) => Layout switch
    {
        ImageLayout.ChannelsFirst => [count, Channels, Size.Height, Size.Width],
        ImageLayout.ChannelsLast => [count, Size.Height, Size.Width, Channels],
        _ => [count, (long)Channels * Size.Height * Size.Width],
    };

    /// <summary>Numbers of an image.</summary>
    public int Length => Channels * Size.Height * Size.Width;

    /// <summary>Where number <paramref name="index"/> of an image goes.</summary>
    public int Place(int channel, int index) => Layout == ImageLayout.ChannelsLast
        ? (index * Channels) + channel
        : (channel * Size.Height * Size.Width) + index;

    static int Side(long?[] sizes, int axis) => sizes.Length == 4 && sizes[axis] is > 0 and <= LargestSide
        ? (int)sizes[axis]!.Value
        : DefaultSide;
}
