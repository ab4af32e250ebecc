using System.CommandLine;
using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>The options that every command has.</summary>
sealed class GlobalOptions
{
    readonly Option<string> _color = new("--color")
    {
        Description = "When to colour: auto, always or never; auto heeds NO_COLOR, FORCE_COLOR and TERM",
        HelpName = "when",
        Recursive = true,
    };

    readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "No progress and no warnings",
        Recursive = true,
    };

    readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Stack traces with errors",
        Recursive = true,
    };

    /// <summary>Gives the options to every command below <paramref name="root"/>.</summary>
    public void AddTo(RootCommand root)
    {
        root.Options.Add(_color);
        root.Options.Add(_quiet);
        root.Options.Add(_verbose);
    }

    /// <summary>Whether progress and warnings are left out.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Whether errors come with stack traces.</summary>
    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(_verbose);

    /// <summary>The colours of the result.</summary>
    /// <exception cref="UsageException">The option has no such value.</exception>
    public Palette PaletteFor(ParseResult parsed, Terminal terminal)
    {
        var mode = parsed.GetValue(_color) is { } text
            ? OptionValues.Choice<ColorMode>("--color", text)
            : ColorMode.Auto;
        return mode.PaletteFor(terminal.OutIsTerminal, terminal.Environment);
    }
}
