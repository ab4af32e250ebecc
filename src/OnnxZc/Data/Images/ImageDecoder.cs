using NetVips;

namespace OnnxZc.Data.Images;

/// <summary>JPEG and PNG files to pixels, by libvips. It is loaded when the first image is decoded.</summary>
static class ImageDecoder
{
    const long MaxPixels = 1 << 26;
    const int Channels = 3;

    static readonly Log.LogDelegate _ignore = (_, _, _) => { };

    // What is wrong comes back as an error; libvips would also write it to stderr.
    static readonly Lazy<uint> _silence = new(
        () => Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, _ignore));

    /// <summary>
    /// The image in red, green and blue as Pillow's <c>convert("RGB")</c> has it: grey is repeated, transparency
    /// dropped, orientation ignored.
    /// </summary>
    /// <exception cref="DataException">It is neither, damaged, or larger than 64 million pixels.</exception>
    public static Pixels Decode(byte[] file, string what)
    {
        try
        {
            using var image = Load(file, what);
            if ((long)image.Width * image.Height > MaxPixels)
            {
                throw new DataException(
                    $"{what} has {image.Width} by {image.Height} pixels, more than {MaxPixels}: leave it out");
            }

            if (image.Interpretation == Enums.Interpretation.Cmyk && image.Bands == 4)
                return Inked(image.WriteToMemory<byte>(), image.Height, image.Width);
            using var colours = ToColours(image);
            return Planes(colours.WriteToMemory<byte>(), image.Height, image.Width);
        }
        catch (VipsException e)
        {
            throw new DataException($"{what} cannot be decoded ({e.Message.Trim()}): replace it, or leave it out", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            throw new DataException($"{what} needs libvips, which cannot be loaded: install it (libvips42)", e);
        }
    }

    static Image Load(byte[] file, string what)
    {
        (NetVips.NetVips.Concurrency, Cache.Max, _) = (1, 0, _silence.Value);
        return file switch
        {
            [0xff, 0xd8, 0xff, ..] => Image.JpegloadBuffer(file, failOn: Enums.FailOn.Truncated),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Image.PngloadBuffer(file, failOn: Enums.FailOn.Truncated),
            _ => throw new DataException($"{what} is neither JPEG nor PNG, whatever its name says: leave it out"),
        };
    }

    static Image ToColours(Image image)
    {
        using var colours = image.Colourspace(Enums.Interpretation.Srgb);
        using var bands = colours.ExtractBand(0, n: Channels);
        return bands.Cast(Enums.BandFormat.Uchar);
    }

    // Without a colour profile, as Pillow does it: what the ink leaves of what black leaves.
    static Pixels Inked(byte[] inks, int height, int width)
    {
        var colours = new byte[inks.Length / 4 * Channels];
        for (var i = 0; i < colours.Length; i++)
        {
            var (pixel, channel) = Math.DivRem(i, Channels);
            var left = byte.MaxValue - inks[(4 * pixel) + 3];
            var taken = (inks[(4 * pixel) + channel] * left) + 128;
            colours[i] = (byte)Math.Max(0, left - ((taken + (taken >> 8)) >> 8));
        }

        return Planes(colours, height, width);
    }

    static Pixels Planes(byte[] interleaved, int height, int width)
    {
        var planes = new byte[interleaved.Length];
        for (var i = 0; i < interleaved.Length; i++)
        {
            var (pixel, channel) = Math.DivRem(i, Channels);
            planes[(channel * height * width) + pixel] = interleaved[i];
        }

        return new(Channels, height, width, planes);
    }
}
