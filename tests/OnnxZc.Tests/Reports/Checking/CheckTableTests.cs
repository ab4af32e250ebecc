using OnnxZc.Checks;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckTableTests
{
    [Fact]
    public void Write_Changes_ShowsNumbersThenAndNowAndWhatIsWrong() => Assert.Equal(
        """
        model                                change                          params  snip
        ───────────────────────────────────  ───────  ─────────────────────────────  ────
        zoo/changed.onnx                     changed  100 → 150, +50 %, allowed 2 %     3
        zoo/renamed.onnx (was zoo/old.onnx)  renamed                      0 → 1, +1     –

        1 model as locked

        zoo/changed.onnx
          error max-params: 150 parameters
            What to do about max-params.

        3 models: 1 error, 0 warnings; findings

        """,
        CheckReports.Text("table", Small()));

    [Fact]
    public void Write_OnATerminal_ColoursLevelsAndNothingOfTheModels()
    {
        var text = CheckReports.Text("table", CheckReports.Named("both levels"), new(80, new Palette(isOn: true)));
        Assert.Contains("  \e[31merror max-params:\e[0m 12M parameters", text, StringComparison.Ordinal);
        Assert.Contains("  \e[33mwarning unnamed-node:\e[0m node 3", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNamesOnANarrowTerminal_StartNoLogCommand(string name)
    {
        var text = CheckReports.Text("table", CheckReports.Hostilely(name), new(60, Palette.None));
        Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart() is ['#', '#', ..] or [':', ':', ..]);
    }

    [Fact]
    public void Write_NarrowTerminal_WrapsSentences()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 60));
        var report = CheckReports.Of([CheckReports.Violated("a", RuleLevel.Error, "zoo/a.onnx", words)]);
        Assert.All(
            CheckReports.Text("table", report, new(60, Palette.None)).Split('\n'),
            line => Assert.InRange(TerminalText.Width(line), 0, 60));
    }

    [Fact]
    public void Write_RulesThatAreNotLookedAt_AreOneLineForEachReason() => Assert.Contains(
        "not looked at: deterministic, parity on zoo/a.onnx: --static-only\n",
        CheckReports.Text("table", CheckReports.Named("skipped")),
        StringComparison.Ordinal);

    static CheckReport Small()
    {
        var all = CheckReports.Named("changes").Models;
        var result = CheckReports.Violated("max-params", RuleLevel.Error, all[0].Path, "150 parameters");
        return CheckReports.Of([result]) with
        {
            Models = [all[0] with { Numbers = [all[0].Numbers[0], all[0].Numbers[2]] }, all[3], all[4]],
        };
    }
}
