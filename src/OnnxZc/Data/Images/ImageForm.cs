using System.Collections.Immutable;

namespace OnnxZc.Data.Images;

/// <summary>What is the same for all files of an image data set.</summary>
/// <param name="Name">Its name on the command line, before the colon.</param>
/// <param name="Argument">What follows the colon.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Channels">Channels of its images.</param>
/// <param name="Side">Rows and columns; null where the model chooses, 224 by default.</param>
/// <param name="Classes">How many classes; null for the folders that are there.</param>
/// <param name="Scale">The <see cref="PixelScale"/> of its reference loader.</param>
/// <param name="Border">Pixels around an image before it is cropped at random.</param>
sealed record ImageForm(
    string Name, string Argument, string Content, int Channels, int? Side, int? Classes, string Scale, int Border)
{
    public static ImageForm Cifar10 { get; } = new(
        "cifar10", "PATH", "CIFAR-10: a file of the binary or Python version, or its folder", 3, 32, 10, "cifar10", 4);

    public static ImageForm Cifar100 { get; } = new(
        "cifar100", "PATH", "CIFAR-100, fine labels: a file of the binary or Python version, or its folder", 3, 32, 100, "cifar100", 4);

    public static ImageForm Svhn { get; } = new(
        "svhn", "PATH", "Street View House Numbers: a *_32x32.mat, or its folder", 3, 32, 10, "svhn", 0);

    public static ImageForm ImageNet16 { get; } = new(
        "imagenet16", "PATH", "ImageNet16-120: one of the pickles, or their folder", 3, 16, 120, "imagenet16", 2);

    public static ImageForm Mnist { get; } = new(
        "mnist", "IMAGES[,LABELS]", "MNIST: idx files, gzipped or not", 1, 28, 10, "mnist", 0);

    public static ImageForm Folder { get; } = new(
        "images", "FOLDER", "JPEG and PNG files in a folder per class", 3, null, null, "imagenet", 2);

    public static ImmutableArray<ImageForm> All { get; } = [Cifar10, Cifar100, Svhn, ImageNet16, Mnist, Folder];

    /// <summary>The number of bytes of an image of fixed size.</summary>
    public int RowLength => Channels * Side!.Value * Side.Value;
}
