namespace OnnxZc.Data.Images;

/// <summary>
/// Bilinear resizing with antialiasing, bit for bit as Pillow does it (and so torchvision's Resize of images): rows,
/// then columns, each rounded to 8 bits, with triangle weights in fixed point of 22 bits.
/// </summary>
static class BilinearResize
{
    const int PrecisionBits = 22;
    const int MaxPixels = 1 << 26;

    /// <summary>
    /// The image whose shorter side has <paramref name="side"/> pixels; the longer one is rounded down.
    /// </summary>
    /// <exception cref="DataException">It would be too large.</exception>
    public static Pixels ShorterSide(Pixels image, int side, string what)
    {
        var shorter = Math.Min(image.Height, image.Width);
        var longer = (long)side * Math.Max(image.Height, image.Width) / shorter;
        if (longer * side > MaxPixels)
            throw new DataException($"{what} is {image.Width} by {image.Height}, too long a strip: leave it out");
        return image.Height <= image.Width
            ? Resize(image, side, (int)longer)
            : Resize(image, (int)longer, side);
    }

    /// <summary>The image in another size.</summary>
    public static Pixels Resize(Pixels image, int height, int width)
    {
        var (channels, rows, columns) = (image.Channels, image.Height, image.Width);
        var wide = image.Bytes;
        if (width != columns)
        {
            wide = new byte[channels * rows * width];
            var weights = Weights(columns, width);
            for (var row = 0; row < channels * rows; row++)
            {
                for (var x = 0; x < width; x++)
                    wide[(row * width) + x] = Sum(image.Bytes, weights[x], row * columns, 1);
            }
        }

        if (height == rows)
            return new(channels, height, width, wide);
        var bytes = new byte[channels * height * width];
        var vertical = Weights(rows, height);
        for (var i = 0; i < bytes.Length; i++)
        {
            var (row, x) = Math.DivRem(i, width);
            var (channel, y) = Math.DivRem(row, height);
            bytes[i] = Sum(wide, vertical[y], (channel * rows * width) + x, width);
        }

        return new(channels, height, width, bytes);
    }

    static byte Sum(byte[] source, (int First, int[] Factors) weights, int start, int step)
    {
        var sum = 1 << (PrecisionBits - 1);
        for (var i = 0; i < weights.Factors.Length; i++)
            sum += source[start + ((weights.First + i) * step)] * weights.Factors[i];
        return (byte)Math.Clamp(sum >> PrecisionBits, 0, byte.MaxValue);
    }

    static (int First, int[] Factors)[] Weights(int from, int to)
    {
        var scale = (double)from / to;
        var support = Math.Max(scale, 1);
        return [.. Enumerable.Range(0, to).Select(i =>
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(from, (int)(centre + support + 0.5));
            double[] raw = [.. Enumerable.Range(first, end - first)
                .Select(at => Math.Max(0, 1 - Math.Abs((at - centre + 0.5) / support)))];
            var total = raw.Sum();
            return (first, Array.ConvertAll(raw, weight => (int)(0.5 + (weight / total * (1 << PrecisionBits)))));
        })];
    }
}
