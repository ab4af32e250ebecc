namespace OnnxZc.Reports;

/// <summary>Tones as ANSI colours, or as nothing.</summary>
/// <param name="isOn">Whether the target shows colours.</param>
sealed class Palette(bool isOn)
{
    const string Reset = "\e[0m";

    /// <summary>The palette of files and pipes.</summary>
    public static Palette None { get; } = new(isOn: false);

    /// <summary>The text in the tone's colour.</summary>
    public string Paint(string text, Tone tone) => isOn && Code(tone) is { } code ? $"{code}{text}{Reset}" : text;

    static string? Code(Tone tone) => tone switch
    {
        Tone.Good => "\e[32m",
        Tone.Doubtful => "\e[33m",
        Tone.Bad => "\e[31m",
        Tone.Faint => "\e[2m",
        Tone.Strong => "\e[1m",
        _ => null,
    };
}
