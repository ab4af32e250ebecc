using System.Globalization;

namespace OnnxZc.Search;

/// <summary>Settings of a space as text: <c>form=zero-cost-nas,classes=100</c>.</summary>
static class SettingsText
{
    const string Form = "form";
    const string Auxiliary = "auxiliary";

    static readonly Number[] _numbers =
    [
        new("classes", settings => settings.Classes, (settings, value) => settings with { Classes = value }),
        new("input-size", settings => settings.InputSize, (settings, value) => settings with { InputSize = value }),
        new("channels", settings => settings.Channels, (settings, value) => settings with { Channels = value }),
        new("cells", settings => settings.Cells, (settings, value) => settings with { Cells = value }),
    ];

    /// <summary>The settings that are given; empty where none are.</summary>
    public static string Print(SpaceSettings settings) => string.Join(',', Parts(settings));

    /// <summary>Reads settings.</summary>
    /// <exception cref="ArchitectureException">There is no such setting, or it is there twice or no number.</exception>
    public static SpaceSettings Parse(string text)
    {
        var settings = new SpaceSettings();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!seen.Add(part.Split('=')[0]))
                throw new ArchitectureException($"the setting '{part.Split('=')[0]}' is there twice in [{text}]");
            settings = With(settings, part);
        }

        return settings;
    }

    static IEnumerable<string> Parts(SpaceSettings settings)
    {
        if (settings.Form is { } form)
            yield return $"{Form}={form}";
        foreach (var number in _numbers)
        {
            if (number.Get(settings) is { } value)
                yield return string.Create(CultureInfo.InvariantCulture, $"{number.Name}={value}");
        }

        if (settings.Auxiliary)
            yield return Auxiliary;
    }

    static SpaceSettings With(SpaceSettings settings, string part)
    {
        if (part == Auxiliary)
            return settings with { Auxiliary = true };
        if (part.Split('=') is not [var name, var text])
            throw Unknown(part);
        if (name == Form)
            return settings with { Form = text };
        return _numbers.FirstOrDefault(known => known.Name == name) is not { } number ? throw Unknown(part)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? number.Set(settings, value)
            : throw new ArchitectureException($"the setting {name} takes a whole number, not '{text}'");
    }

    static ArchitectureException Unknown(string part) => new(
        $"there is no setting '{part}': there are {Form}=NAME, "
        + $"{string.Join(", ", _numbers.Select(number => $"{number.Name}=N"))} and {Auxiliary}");

    /// <summary>A setting that is a number.</summary>
    sealed record Number(
        string Name, Func<SpaceSettings, int?> Get, Func<SpaceSettings, int, SpaceSettings> Set);
}
