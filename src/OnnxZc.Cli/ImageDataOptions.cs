using System.CommandLine;
using OnnxZc.Data.Images;

namespace OnnxZc.Cli;

/// <summary>The options that say how batches are made of an image data set.</summary>
sealed class ImageDataOptions
{
    readonly Option<string?> _draw = new("--draw")
    {
        Description = "Which images: first (the default of files), random (of a folder) or balanced (sorted by class)",
        HelpName = "order",
    };

    readonly Option<string?> _normalise = new("--normalise")
    {
        Description = "How pixels become numbers, such as imagenet, none or raw; the data set's own by default",
        HelpName = "name",
    };

    readonly Option<string?> _augment = new("--augment")
    {
        Description = "How images are altered: none (the default) or crop-flip",
        HelpName = "how",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_draw, _normalise, _augment];

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    public ImageOptions Bind(ParseResult parsed) => new()
    {
        Draw = parsed.GetValue(_draw) is { } draw ? OptionValues.Choice<DrawOrder>(_draw.Name, draw) : null,
        Normalise = parsed.GetValue(_normalise),
        Augment = parsed.GetValue(_augment) is { } augment
            ? OptionValues.Choice<Augmentation>(_augment.Name, augment)
            : Augmentation.None,
    };
}
