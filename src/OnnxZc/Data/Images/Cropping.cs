using OnnxZc.Numerics;

namespace OnnxZc.Data.Images;

/// <summary>Cuts images to the size wanted.</summary>
/// <param name="Size">That size.</param>
/// <param name="Augment">At random, or from the centre.</param>
/// <param name="Border">Black pixels around the image before a random cut.</param>
/// <param name="Seed">Words 3i, 3i + 1 and 3i + 2 of stream <c>data:augment</c> give top, left and flip of sample
/// i.</param>
sealed record Cropping(PixelSize Size, Augmentation Augment, int Border, long Seed)
{
    readonly RandomStream _stream = new("data:augment", Seed);

    /// <summary>The cut of the image that is sample <paramref name="place"/> of its batch.</summary>
    public Pixels Cut(Pixels image, int place)
    {
        if (Augment == Augmentation.CropFlip)
        {
            var word = 3L * place;
            var top = (int)_stream.Below(word, image.Height + (2 * Border) - Size.Height + 1) - Border;
            var left = (int)_stream.Below(word + 1, image.Width + (2 * Border) - Size.Width + 1) - Border;
            return Window(image, top, left, flip: _stream.Sign(word + 2) < 0);
        }

        return (image.Height, image.Width) == (Size.Height, Size.Width)
            ? image
            : Window(image, Centre(image.Height - Size.Height), Centre(image.Width - Size.Width), flip: false);
    }

    // Halves go to the even number, as in torchvision's CenterCrop.
    static int Centre(int rest) => (int)Math.Round(rest / 2.0, MidpointRounding.ToEven);

    Pixels Window(Pixels image, int top, int left, bool flip)
    {
        var bytes = new byte[image.Channels * Size.Height * Size.Width];
        var from = Math.Max(0, -left);
        var to = Math.Min(Size.Width, image.Width - left);
        for (var row = 0; row < image.Channels * Size.Height; row++)
        {
            var (channel, y) = Math.DivRem(row, Size.Height);
            var target = bytes.AsSpan(row * Size.Width, Size.Width);
            if (y + top >= 0 && y + top < image.Height && from < to)
            {
                var line = image.Bytes.AsSpan(((channel * image.Height) + y + top) * image.Width, image.Width);
                line[(from + left)..(to + left)].CopyTo(target[from..]);
            }

            if (flip)
                target.Reverse();
        }

        return new(image.Channels, Size.Height, Size.Width, bytes);
    }
}
