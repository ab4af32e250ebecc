using System.CommandLine;
using OnnxZc.Data;

namespace OnnxZc.Cli;

/// <summary>The options that say how batches are drawn from a data set.</summary>
sealed class DrawingOptions
{
    readonly Option<string?> _draw = TextOption.Of(
        "--draw", "order", "Which samples: first (the default), random (that of image folders) or balanced (by class)");

    readonly Option<string?> _normalise = TextOption.Of(
        "--normalise", "name", "How pixels become numbers, such as imagenet, none or raw; the data set's by default");

    readonly Option<string?> _augment = TextOption.Of(
        "--augment", "how", "How images are altered: none (the default) or crop-flip");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_draw, _normalise, _augment];

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    public DataOptions Bind(ParseResult parsed) => new()
    {
        Draw = parsed.Value<DrawOrder?>(_draw, (name, text) => OptionValues.Choice<DrawOrder>(name, text), null),
        Normalise = parsed.GetValue(_normalise),
        Augment = parsed.Value(_augment, OptionValues.Choice<Augmentation>, Augmentation.None),
    };
}
