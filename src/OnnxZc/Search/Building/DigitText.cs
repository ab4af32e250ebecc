using System.Globalization;
using System.Text.RegularExpressions;

namespace OnnxZc.Search.Building;

/// <summary>Lists of small numbers as programs print them: <c>1, 0, 2</c>, <c>(1, 0, 2)</c>, <c>1-0-2</c>.</summary>
static partial class DigitText
{
    /// <summary>The numbers of a flat list, or null for any other text.</summary>
    public static int[]? Read(string text) => Flat().IsMatch(text) ? Numbers(text) : null;

    /// <summary>The number that is the whole text, or null.</summary>
    public static long? Number(string text) => text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit)
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : null;

    /// <summary>All runs of digits of a text as numbers, or null where one is longer than four digits.</summary>
    public static int[]? Numbers(string text)
    {
        var runs = Run().Matches(text);
        return runs.Any(run => run.Length > 4)
            ? null
            : [.. runs.Select(run => int.Parse(run.ValueSpan, CultureInfo.InvariantCulture))];
    }

    /// <summary>Numbers with a separator between them.</summary>
    public static string Join(string separator, IEnumerable<int> numbers) => string.Join(
        separator, numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    // Every blank can be taken in one way only: else a list that is none costs time exponential in its length.
    [GeneratedRegex(
        @"^\s*(?:[\[(]\s*)?[0-9]+(?:(?:\s*[-,]\s*|\s+)[0-9]+)*\s*(?:,\s*)?(?:[\])]\s*)?$")]
    private static partial Regex Flat();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Run();
}
