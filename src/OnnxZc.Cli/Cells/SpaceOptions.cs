using System.CommandLine;
using OnnxZc.Search;

namespace OnnxZc.Cli.Cells;

/// <summary>The options that say what the networks of a search space are built with.</summary>
sealed class SpaceOptions
{
    readonly Option<string?> _form = TextOption.Of("--form", "name", "Which of the published variants of the network");
    readonly Option<string?> _classes = TextOption.Of("--classes", "N", "Classes of the classifier");
    readonly Option<string?> _size = TextOption.Of("--input-size", "N", "Height and width of the images");
    readonly Option<string?> _channels = TextOption.Of("--channels", "N", "Channels of the first stage");
    readonly Option<string?> _cells = TextOption.Of("--cells", "N", "Cells, by stage where a space has stages");
    readonly Option<bool> _auxiliary = new("--auxiliary")
    {
        Description = "Build the second classifier, too, that only training uses",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_form, _classes, _size, _channels, _cells, _auxiliary];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">A value is no number from 1 up.</exception>
    public SpaceSettings Bind(ParseResult parsed) => new()
    {
        Form = parsed.GetValue(_form),
        Classes = Count(parsed, _classes),
        InputSize = Count(parsed, _size),
        Channels = Count(parsed, _channels),
        Cells = Count(parsed, _cells),
        Auxiliary = parsed.GetValue(_auxiliary),
    };

    static int? Count(ParseResult parsed, Option<string?> option) =>
        parsed.Value<int?>(option, (name, text) => OptionValues.Count(name, text, 1), null);
}
