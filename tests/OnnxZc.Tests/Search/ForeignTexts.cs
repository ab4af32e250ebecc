using FsCheck;
using FsCheck.Fluent;

namespace OnnxZc.Tests.Search;

/// <summary>Texts that are hardly ever an architecture, though most of them look like one.</summary>
static class ForeignTexts
{
    static readonly string[] Parts =
    [
        "0", "1", "2", "3", "4", "5", "9", "-1", "1.5", "1e9", "99999", "99999999999999999999", "\u0661", " ", "\n",
        "\t", "\0", "\ud800", "\\ud800", "\\", "\"", "'", ",", ";", ":", "|", "+", "-", "_", "~", "=", ".", "/", "(",
        ")", "[", "]", "[[", "{", "}", "null", "None", "true", "input", "output", "conv3x3", "op_1_0", "zero", "64",
        "\"r\": [0]", "{\"r\": ", "Genotype(", "range(2, 6)", "none~0",
    ];

    /// <summary>Such texts, most of them made from what the space prints; shrinks by leaving parts out.</summary>
    public static Arbitrary<string> Near(DrawnSpace drawn, IReadOnlyList<DrawnSpace> others)
    {
        var own = Printed(drawn);
        var other = Gen.Elements(others.AsEnumerable()).SelectMany(Printed);
        return Arb.From(
            Gen.OneOf(
                Gen.Elements(Parts).ArrayOf().Select(string.Concat), Truncated(own), Edited(own), Edited(Edited(own)),
                Spliced(own, own), Spliced(own, other), Spliced(other, own), Stretched(own)),
            Shorter);
    }

    static Gen<string> Printed(DrawnSpace drawn) =>
        from architecture in drawn.Architectures.Generator
        from encoding in Gen.Elements(drawn.EncodingsOf(architecture))
        select drawn.Space.Print(architecture, encoding);

    static Gen<string> Truncated(Gen<string> texts) =>
        from text in texts
        from start in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, text.Length)))
        from end in Gen.Choose(start, text.Length)
        select text[start..end];

    static Gen<string> Edited(Gen<string> texts) =>
        from text in texts
        from start in Gen.Choose(0, text.Length)
        from end in Gen.Choose(start, Math.Min(start + 3, text.Length))
        from part in Gen.Elements(Parts)
        select text[..start] + part + text[end..];

    static Gen<string> Spliced(Gen<string> heads, Gen<string> tails) =>
        from head in Truncated(heads)
        from tail in tails
        from start in Gen.Choose(0, tail.Length)
        select head + tail[start..];

    // As columns of a table are padded.
    static Gen<string> Stretched(Gen<string> texts) =>
        from text in texts
        from blanks in Gen.Choose(2, 3)
        from part in Gen.Elements(Parts)
        select string.Concat(text.Select(letter =>
            letter is ',' or '-' or ' ' ? new string(' ', blanks) : $"{letter}")) + part;

    static IEnumerable<string> Shorter(string text)
    {
        for (var length = text.Length; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Length; start += length)
                yield return text.Remove(start, length);
        }
    }
}
