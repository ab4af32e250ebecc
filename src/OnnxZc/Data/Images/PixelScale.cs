using System.Collections.Immutable;

namespace OnnxZc.Data.Images;

/// <summary>
/// How 8-bit pixels become numbers: (x / 255 - mean) / deviation per channel in float32; <c>raw</c> leaves 0 to 255.
/// </summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Means">One per channel, or one for all.</param>
/// <param name="Deviations">As many.</param>
/// <param name="Source">Whose loader does it.</param>
sealed record PixelScale(
    string Name, ImmutableArray<double> Means, ImmutableArray<double> Deviations, string Source)
{
    const int Levels = 256;

    /// <summary>All that are known.</summary>
    public static ImmutableArray<PixelScale> All { get; } =
    [
        new("cifar10", [0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010], "zero-cost-nas"),
        new("cifar100", [0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010], "zero-cost-nas, as CIFAR-10"),
        new(
            "darts-cifar10",
            [0.49139968, 0.48215827, 0.44653124],
            [0.24703233, 0.24348505, 0.26158768],
            "HNAS, DARTS, NASLib"),
        new("darts-cifar100", [0.50708, 0.48655, 0.44092], [0.26733, 0.25644, 0.27615], "HNAS, DARTS"),
        new(
            "imagenet16",
            [122.68 / 255, 116.66 / 255, 104.01 / 255],
            [63.22 / 255, 61.26 / 255, 65.09 / 255],
            "zero-cost-nas, NAS-Bench-201"),
        new("imagenet", [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], "zero-cost-nas, torchvision"),
        new("svhn", [0.5], [0.5], "zero-cost-nas; -1 to 1"),
        new("taskonomy", [0.5224, 0.5222, 0.5221], [0.2234, 0.2235, 0.2236], "TransNAS-Bench-101"),
        new("mnist", [0.1307], [0.3081], "PyTorch's MNIST example"),
        new("none", [0], [1], "zero-cost-nas for MNIST; 0 to 1"),
        new("raw", [0], [1.0 / 255], "0 to 255, also for inputs of integers"),
    ];

    /// <summary>Whether pixels stay integers.</summary>
    public bool IsRaw => Name == "raw";

    /// <summary>The one of that name.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static PixelScale Named(string name) => All.FirstOrDefault(scale => scale.Name == name)
        ?? throw new DataException(
            $"there is no normalisation '{name}': give {string.Join(", ", All.Select(scale => scale.Name))}");

    /// <summary>The number that each of the 256 levels becomes, for each channel.</summary>
    /// <exception cref="DataException">It has other channels.</exception>
    public float[][] Tables(int channels, string what)
    {
        if (Means.Length != 1 && Means.Length != channels)
        {
            throw new DataException(
                $"normalisation '{Name}' is for {Means.Length} channels, {what} have {channels}; "
                + "take one that fits, or none");
        }

        return [.. Enumerable.Range(0, channels).Select(channel => Table(Means.Length == 1 ? 0 : channel))];
    }

    float[] Table(int channel)
    {
        var (mean, deviation) = ((float)Means[channel], (float)Deviations[channel]);
        return [.. Enumerable.Range(0, Levels).Select(level => ((level / 255f) - mean) / deviation)];
    }
}
