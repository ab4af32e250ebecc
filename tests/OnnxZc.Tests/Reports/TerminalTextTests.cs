using System.Globalization;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class TerminalTextTests
{
    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Clean_HostileText_CannotTouchTheTerminal(string text)
    {
        var clean = TerminalText.Clean(text);
        Assert.All(clean, c => Assert.False(
            char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
            $"U+{(int)c:x4}"));
        Assert.False(clean.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.False(clean.TrimStart().StartsWith("##", StringComparison.Ordinal));
        Assert.InRange(clean.Length, 1, 2020);
    }

    [Theory]
    [InlineData("a\e[31mb", "a\\u{1b}[31mb")]
    [InlineData("a\u202eb", "a\\u{202e}b")]
    [InlineData("::error::x", "\\u{3a}:error::x")]
    [InlineData("a ##[group]b", "a \\u{23}#[group]b")]
    [InlineData("a ##vso[task.setvariable]b ##VSO[x]", "a \\u{23}#vso[task.setvariable]b \\u{23}#VSO[x]")]
    [InlineData("a ## b", "a ## b")]
    [InlineData("größe/模型 😀.onnx", "größe/模型 😀.onnx")]
    public void Clean_Text_SpellsOutOnlyWhatIsUnsafe(string text, string expected) =>
        Assert.Equal(expected, TerminalText.Clean(text));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("模型", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    public void Width_Text_CountsCells(string text, int cells) => Assert.Equal(cells, TerminalText.Width(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 4, "…def")]
    [InlineData("a模型", 4, "…型")]
    [InlineData("a😀😀", 4, "…😀")]
    public void KeepEnd_LongText_KeepsWhatFits(string text, int width, string expected) =>
        Assert.Equal(expected, TerminalText.KeepEnd(text, width));

    [Fact]
    public void Wrap_LongText_BreaksAtBlanksAndIndents() =>
        Assert.Equal(["one two", "  three", "  fourfourfour"], TerminalText.Wrap("one two three fourfourfour", 8));

    [Fact]
    public void Wrap_TextThatQuotesALogCommand_StartsNoLineWithIt() =>
        Assert.DoesNotContain(
            TerminalText.Wrap("a name: ::error::x", 8),
            line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));

    [Fact]
    public void Clean_LogCommandTooLongToShow_IsSpeltOutAllTheSame() =>
        Assert.StartsWith("\\u{3a}:error::", TerminalText.Clean("::error::" + new string('x', 3000)));
}
