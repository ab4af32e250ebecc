using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OnnxZc.Reports;

/// <summary>
/// Text from strangers (file names, node names, messages about them) made safe for a terminal and for build logs: what
/// could move the cursor, reorder or hide text, or start a log command is shown as an escape.
/// </summary>
static partial class TerminalText
{
    const int MaxLength = 2000;

    /// <summary>
    /// The text with controls, direction marks and invisible characters spelt out, at most 2000 characters of it.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength)
            {
                clean.Append('…');
                break;
            }

            if (IsHarmless(rune))
                clean.Append(rune);
            else
                clean.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        if (text.Contains("##", StringComparison.Ordinal))
            clean = new(InnerCommand().Replace(clean.ToString(), "\\u{23}#"));
        return StartsLogCommand(text) ? Spell(clean) : clean.ToString();
    }

    /// <summary>How many terminal cells a clean text takes.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width;
    }

    /// <summary>
    /// The end of a clean text, led by an ellipsis, when it takes more than <paramref name="width"/> cells.
    /// </summary>
    public static string KeepEnd(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var room = width - 1;
        var start = text.Length;
        while (start > 0)
        {
            var step = start > 1 && char.IsSurrogatePair(text, start - 2) ? 2 : 1;
            room -= Width(text[(start - step)..start]);
            if (room < 0)
                break;
            start -= step;
        }

        return "…" + text[start..];
    }

    /// <summary>
    /// A clean text in lines of at most <paramref name="width"/> cells, broken at blanks where there are any; none but
    /// the first can start a log command either.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && Width(line.ToString()) + 1 + Width(word) > width)
            {
                yield return line.ToString();
                line.Clear().Append("  ").Append(Clean(word));
                continue;
            }

            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }

        yield return line.ToString();
    }

    static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator => false,
        UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        _ => rune != Rune.ReplacementChar,
    };

    // Their older commands work anywhere in a line.
    [GeneratedRegex(@"##(?=\[|vso\[)", RegexOptions.IgnoreCase)]
    private static partial Regex InnerCommand();

    // GitHub and Azure read lines that begin with these as commands, blanks in front or not.
    static bool StartsLogCommand(string text) => text.AsSpan().TrimStart() is [':', ':', ..] or ['#', '#', ..];

    static string Spell(StringBuilder clean)
    {
        var text = clean.ToString();
        var at = text.AsSpan().IndexOfAny(':', '#');
        return $"{text[..at]}\\u{{{(int)text[at]:x}}}{text[(at + 1)..]}";
    }

    static int WidthOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks that terminals draw two cells wide: Hangul, CJK, full-width forms, emoji.
    static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);
}
