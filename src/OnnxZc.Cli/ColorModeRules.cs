using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>Decides on colours.</summary>
static class ColorModeRules
{
    /// <summary>
    /// The palette for a stream: the option rules, then NO_COLOR (https://no-color.org), then FORCE_COLOR and
    /// CLICOLOR_FORCE, then whether the stream is a terminal other than a dumb one.
    /// </summary>
    public static Palette PaletteFor(this ColorMode mode, bool isTerminal, Func<string, string?> environment)
    {
        var isOn = mode switch
        {
            ColorMode.Always => true,
            ColorMode.Never => false,
            _ when environment("NO_COLOR") is { Length: > 0 } => false,
            _ when IsSet(environment("FORCE_COLOR")) || IsSet(environment("CLICOLOR_FORCE")) => true,
            _ => isTerminal && environment("TERM") != "dumb",
        };
        return new(isOn);
    }

    static bool IsSet(string? value) => value is { Length: > 0 } and not "0";
}
