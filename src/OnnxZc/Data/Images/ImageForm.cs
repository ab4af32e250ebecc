using System.Collections.Immutable;

namespace OnnxZc.Data.Images;

/// <summary>What is the same for all files of an image data set.</summary>
/// <param name="Name">Its name on the command line, before the colon.</param>
/// <param name="Argument">What follows the colon.</param>
/// <param name="Content">What it holds.</param>
sealed record ImageForm(string Name, string Argument, string Content)
{
    public static ImageForm Cifar10 { get; } = new(
        "cifar10", "PATH", "CIFAR-10: a file of the binary or Python version, or its folder")
    {
        Channels = 3,
        Side = 32,
        Classes = 10,
        Scale = "cifar10",
        Border = 4,
    };

    public static ImageForm Cifar100 { get; } = new(
        "cifar100", "PATH", "CIFAR-100, fine labels: a file of the binary or Python version, or its folder")
    {
        Channels = 3,
        Side = 32,
        Classes = 100,
        Scale = "cifar100",
        Border = 4,
    };

    public static ImageForm Svhn { get; } = new(
        "svhn", "PATH", "Street View House Numbers: a *_32x32.mat, or its folder")
    {
        Channels = 3,
        Side = 32,
        Classes = 10,
        Scale = "svhn",
        Border = 0,
    };

    public static ImageForm ImageNet16 { get; } = new(
        "imagenet16", "PATH", "ImageNet16-120: one of the pickles, or their folder")
    {
        Channels = 3,
        Side = 16,
        Classes = 120,
        Scale = "imagenet16",
        Border = 2,
    };

    public static ImageForm Mnist { get; } = new(
        "mnist", "IMAGES[,LABELS]", "MNIST: idx files, gzipped or not")
    {
        Channels = 1,
        Side = 28,
        Classes = 10,
        Scale = "mnist",
        Border = 0,
    };

    public static ImageForm Folder { get; } = new(
        "images", "FOLDER", "JPEG and PNG files in a folder per class")
    {
        Channels = 3,
        Side = null,
        Classes = null,
        Scale = "imagenet",
        Border = 2,
    };

    public static ImmutableArray<ImageForm> All { get; } = [Cifar10, Cifar100, Svhn, ImageNet16, Mnist, Folder];

    /// <summary>Channels of its images.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows and columns; null where the model chooses, 224 by default.</summary>
    public required int? Side { get; init; }

    /// <summary>How many classes; null for the folders that are there.</summary>
    public required int? Classes { get; init; }

    /// <summary>The <see cref="PixelScale"/> of its reference loader.</summary>
    public required string Scale { get; init; }

    /// <summary>Black pixels around an image before it is cropped at random.</summary>
    public required int Border { get; init; }

    /// <summary>The number of bytes of an image of fixed size.</summary>
    public int RowLength => Channels * Side!.Value * Side.Value;
}
