namespace OnnxZc.Data.Images;

/// <summary>How batches are made of an image data set.</summary>
public sealed record ImageOptions
{
    /// <summary>
    /// Which images; null for the first ones, or of a folder of images, which is sorted by class, random ones.
    /// </summary>
    public DrawOrder? Draw { get; init; }

    /// <summary>
    /// How pixels become numbers: a name that <c>onnxzc list normalisations</c> shows; null for the data set's own.
    /// </summary>
    public string? Normalise { get; init; }

    /// <summary>How images are altered.</summary>
    public Augmentation Augment { get; init; }
}
