using OnnxZc.Data.Images;

namespace OnnxZc.Data;

/// <summary>Batch sources by the names that the command line knows them by.</summary>
public static class BatchSources
{
    /// <summary>All kinds.</summary>
    internal static IReadOnlyList<SourceForm> Forms { get; } =
    [
        new("noise", "standard normal samples from the seed", "16", ""),
        new("ones", "samples of ones", "16", ""),
        new("FILE.npz", "arrays 'images' and 'labels' of NumPy", "all", ""),
        new("FILE.npz#IMAGES,LABELS", "arrays of these names", "all", ""),
        .. ImageForm.All.Select(form => new SourceForm(
            $"{form.Name}:{form.Argument}", form.Content, "64; balanced: one of each class", form.Scale)),
    ];

    static string Texts => string.Join(", ", Forms.Select(form => form.Text));

    /// <summary>
    /// The source that <paramref name="text"/> names: <c>noise</c>, <c>ones</c>, <c>FILE.npz</c>,
    /// <c>FILE.npz#images,labels</c> (the labels may be left out), or an image data set: <c>cifar10:PATH</c>,
    /// <c>cifar100:PATH</c>, <c>svhn:PATH</c>, <c>imagenet16:PATH</c> (a file, or the folder of the training files),
    /// <c>mnist:IMAGES,LABELS</c>, <c>images:FOLDER</c>. Files are not opened yet.
    /// </summary>
    /// <param name="text">The name.</param>
    /// <param name="options">How batches are drawn; for the image data sets, of which an npz takes the draw.</param>
    /// <exception cref="DataException">It is none of these, or the options are not for it.</exception>
    public static IBatchSource Parse(string text, DataOptions? options = null)
    {
        if (ParseImages(text) is { } images)
            return new ImageBatches(images, options ?? new());
        var draw = options?.Draw ?? DrawOrder.First;
        if (options is not null && options != new DataOptions { Draw = options.Draw })
            throw new DataException($"'{text}' is no image data set: leave out --normalise and --augment");
        return text switch
        {
            "noise" or "ones" when options?.Draw is not null =>
                throw new DataException($"'{text}' is no data set to draw from: leave out --draw"),
            "noise" => new GaussianBatches(),
            "ones" => new OnesBatches(),
            _ when text.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) => new NpzBatches(text) { Draw = draw },
            _ when text.LastIndexOf(".npz#", StringComparison.OrdinalIgnoreCase) is > 0 and var at =>
                WithKeys(text[..(at + 4)], text[(at + 5)..].Split(','), draw, text),
            _ => throw new DataException($"'{text}' names no data: give {Texts}"),
        };
    }

    static IImageSet? ParseImages(string text) => text.Split(':', 2) switch
    {
        [_, ""] => null,
        ["cifar10", var path] => CifarFiles.At(path, ImageForm.Cifar10),
        ["cifar100", var path] => CifarFiles.At(path, ImageForm.Cifar100),
        ["svhn", var path] => SvhnFiles.At(path),
        ["imagenet16", var path] => ImageNet16Files.At(path),
        ["mnist", var paths] => paths.Split(',', 2) is [var images, var labels]
            ? new MnistFiles(images, labels)
            : new MnistFiles(paths, null),
        ["images", var path] => new ImageFolder(path),
        _ => null,
    };

    static NpzBatches WithKeys(string path, string[] keys, DrawOrder draw, string text) => keys switch
    {
        [{ Length: > 0 } images] => new(path, images) { Draw = draw },
        [{ Length: > 0 } images, { Length: > 0 } labels] => new(path, images, labels) { Draw = draw },
        _ => throw new DataException($"'{text}' names no arrays after '#': give {Texts}"),
    };
}
