using System.CommandLine;

namespace OnnxZc.Cli;

/// <summary>The option <c>--format</c> of commands whose result is not a score.</summary>
static class ListFormats
{
    /// <summary>The option.</summary>
    public static Option<string?> Option() =>
        TextOption.Of("--format", "format", "table (the default) or json", "-f");

    /// <summary>Whether its value asks for JSON.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static bool IsJson(string? value) =>
        value is not null && OptionValues.Choice<ListFormat>("--format", value) == ListFormat.Json;
}
