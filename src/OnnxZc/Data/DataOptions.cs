namespace OnnxZc.Data;

/// <summary>How batches are drawn from a data set.</summary>
public sealed record DataOptions
{
    /// <summary>
    /// Which samples; null for the first ones, or of a folder of images, which is sorted by class, random ones.
    /// </summary>
    public DrawOrder? Draw { get; init; }

    /// <summary>
    /// How pixels of image data sets become numbers: a name that <c>onnxzc list normalisations</c> shows; null for the
    /// data set's own.
    /// </summary>
    public string? Normalise { get; init; }

    /// <summary>How images of image data sets are altered.</summary>
    public Augmentation Augment { get; init; }
}
