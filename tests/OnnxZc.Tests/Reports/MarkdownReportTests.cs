using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Write_CardsWithNotes_GivesATableAndAList() => Assert.Equal(
        """
        | model | status | snip | nwot | parity | coverage | bn | batch |
        | :-- | :-- | --: | --: | --: | --: | :-- | :-- |
        | a\_b.onnx | ok | 0.333333 | n/a | 3.4e-06 | 100 % | kept | dynamic |
        | c.onnx | failed | – | – | – | – | – | – |

        - **a\_b.onnx**: nwot n/a: no ReLU
        - **c.onnx**: malformed: the file ends early: copy it again

        """,
        Cards.Text(
            Cards.Report(
                Cards.Of("a_b.onnx", Cards.Value("snip", 1 / 3.0), Cards.NotApplicable("nwot", "no ReLU")),
                Cards.Failed("c.onnx")),
            ReportFormat.Markdown));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_StayInTheirCell(string name)
    {
        var text = Cards.Text(Cards.Report(Cards.Of(name)), ReportFormat.Markdown);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(9, lines[2].Replace("\\\\", "").Replace("\\|", "").Count(c => c == '|'));
        Assert.DoesNotContain("<", text);
        Assert.DoesNotContain("@", text);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain("](", text.Replace("\\]", ""));
    }
}
