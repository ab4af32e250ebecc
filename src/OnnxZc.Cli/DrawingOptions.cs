using System.CommandLine;
using OnnxZc.Data;

namespace OnnxZc.Cli;

/// <summary>The options that say how batches are drawn from a data set.</summary>
sealed class DrawingOptions
{
    readonly Option<string?> _draw = new("--draw")
    {
        Description = "Which samples: first (the default), random (that of image folders) or balanced (by class)",
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
    public DataOptions Bind(ParseResult parsed) => new()
    {
        Draw = parsed.GetValue(_draw) is { } draw ? OptionValues.Choice<DrawOrder>(_draw.Name, draw) : null,
        Normalise = parsed.GetValue(_normalise),
        Augment = parsed.GetValue(_augment) is { } augment
            ? OptionValues.Choice<Augmentation>(_augment.Name, augment)
            : Augmentation.None,
    };
}
