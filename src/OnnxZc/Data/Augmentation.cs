namespace OnnxZc.Data;

/// <summary>How images are altered at random, by the seed.</summary>
public enum Augmentation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// A random crop of the image within a black border (4 pixels for CIFAR, 2 for ImageNet16-120 and image folders, 0
    /// for SVHN), then a horizontal flip of every second image: the training loaders of zero-cost-nas.
    /// </summary>
    CropFlip,
}
