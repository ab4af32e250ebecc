using System.Text;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckMarkdownTests
{
    [Fact]
    public void Write_Changes_GivesATableOfNumbersThenAndNow() => Assert.Equal(
        """
        ### onnxzc check: findings

        5 models: 1 error, 0 warnings; findings.

        | model | change | params | synflow | snip | nwot |
        | :-- | :-- | --: | --: | --: | --: |
        | zoo/changed.onnx | changed | 100 → 150, +50 %, allowed 2 % | 71.2 → 68.9, -3.23 %, allowed 2 % | 3 | 3 → – |
        | zoo/gone.onnx | missing | – | – | – | – |
        | zoo/new.onnx | new | 7 | – | – | – |
        | zoo/renamed.onnx (was zoo/old.onnx) | renamed | 0 → 1, +1 | – | – | – |

        <details open><summary>1 error</summary>

        | model | rule | what | what to do |
        | :-- | :-- | :-- | :-- |
        | zoo/gone.onnx | missing-model | it is gone | What to do about missing-model. |

        </details>


        """,
        CheckReports.Text("markdown", CheckReports.Named("changes")));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_OpenNoTagLinkOrMention(string name)
    {
        var text = CheckReports.Text("markdown", CheckReports.Hostilely(name));
        var own = text.Replace("<details open>", "").Replace("<details>", "").Replace("</details>", "")
            .Replace("<summary>", "").Replace("</summary>", "");
        Assert.DoesNotContain('<', own);
        Assert.DoesNotContain('@', own);
        Assert.DoesNotContain("](", own.Replace("\\]", ""), StringComparison.Ordinal);
        Assert.DoesNotContain('`', own.Replace("\\`", ""));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20_000)]
    [InlineData(1_000)]
    public void Compose_ThirtyThousandViolations_FitsAndCountsWhatIsLeftOut(int mostBytes)
    {
        var text = CheckMarkdown.Compose(CheckReports.Many(300, 100), mostBytes);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 100, mostBytes);
        Assert.Contains("300 models: 15000 errors, 15000 warnings", text, StringComparison.Ordinal);
        Assert.Contains("more errors", text, StringComparison.Ordinal);
    }
}
