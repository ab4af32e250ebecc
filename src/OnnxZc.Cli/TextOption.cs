using System.CommandLine;

namespace OnnxZc.Cli;

/// <summary>Options that take a text, and what the text stands for.</summary>
static class TextOption
{
    /// <param name="name">Its name, such as <c>--seed</c>.</param>
    /// <param name="value">What help calls its value.</param>
    /// <param name="description">What help says of it.</param>
    /// <param name="aliases">Other names.</param>
    public static Option<string?> Of(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    /// <summary>As <see cref="Of"/>, where the option may be given several times.</summary>
    public static Option<string[]> Several(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    /// <summary>
    /// What <paramref name="read"/> makes of the option's name and text; <paramref name="otherwise"/> where it was not
    /// given.
    /// </summary>
    public static T Value<T>(
        this ParseResult parsed, Option<string?> option, Func<string, string, T> read, T otherwise) =>
        parsed.GetValue(option) is { } text ? read(option.Name, text) : otherwise;
}
