using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class TableReportTests
{
    static readonly ScoreReport Report = Cards.Report(
        Cards.Of("a.onnx", Cards.Value("snip", 12.3456789), Cards.NotApplicable("nwot", "no ReLU")),
        Cards.Of("bb.onnx", Cards.Missing("snip", ScoreStatus.OutOfMemory, "no room"), Cards.Value("nwot", 7)) with
        {
            Status = CardStatus.Partial,
            Trust = Cards.Trust with { Coverage = 0.5, Uncounted = ["If-13"], BatchNorm = BatchNormForm.Folded },
        },
        Cards.Failed("c.onnx"));

    [Fact]
    public void Write_WideEnough_GivesOneRowPerModelThenNotesThenSettings() => Assert.Equal(
        """
        model    status      snip  nwot   parity  coverage  bn      batch
        ───────  ───────  ───────  ────  ───────  ────────  ──────  ───────
        a.onnx   ok       12.3457   n/a  3.4e-06     100 %  kept    dynamic
        bb.onnx  partial   memory     7  3.4e-06      50 %  folded  dynamic
        c.onnx   failed         –     –        –         –  –       –

        a.onnx: nwot n/a: no ReLU
        bb.onnx: snip memory: no room
        bb.onnx: not counted in flops: If-13
        c.onnx: malformed: the file ends early: copy it again

        3 models: 1 ok, 1 partial, 1 failed · data noise · seed 0 · init as-is · bn batch · cpu · settings dddddddddddd

        """,
        Trimmed(Cards.Text(Report, ReportFormat.Table)));

    [Fact]
    public void Write_TooNarrowForFewModels_TurnsTheTable() => Assert.StartsWith(
        """
        model      a.onnx  bb.onnx  c.onnx
        ────────  ───────  ───────  ──────
        status         ok  partial  failed
        snip      12.3457   memory       –
        nwot          n/a        7       –
        parity    3.4e-06  3.4e-06       –
        coverage    100 %     50 %       –
        bn           kept   folded       –
        batch     dynamic  dynamic       –

        """,
        Trimmed(Cards.Text(Report, ReportFormat.Table, 40)));

    [Fact]
    public void Write_TooNarrowForManyModels_PutsTrustIntoASecondBlock()
    {
        var report = Report with { Cards = [.. Report.Cards, .. Report.Cards] };
        Assert.StartsWith(
            """
            model    status      snip  nwot
            ───────  ───────  ───────  ────
            a.onnx   ok       12.3457   n/a
            bb.onnx  partial   memory     7
            c.onnx   failed         –     –
            a.onnx   ok       12.3457   n/a
            bb.onnx  partial   memory     7
            c.onnx   failed         –     –

            model     parity  coverage  bn      batch
            ───────  ───────  ────────  ──────  ───────
            a.onnx   3.4e-06     100 %  kept    dynamic
            """,
            Trimmed(Cards.Text(report, ReportFormat.Table, 48)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public void Write_ManyProxies_NeverExceedsTheWidth(int width)
    {
        string[] proxies = ["params", "flops", "l2_norm", "grad_norm", "snip", "plain", "fisher", "nwot", "nwot_relu"];
        var cards = Enumerable.Range(0, 6).Select(i => Cards.Of(
            $"models/a/very/long/folder/name/network_number_{i}.onnx",
            [.. proxies.Select(proxy => Cards.Value(proxy, -1.23456e-5))]));
        var text = Cards.Text(Cards.Report(proxies, [.. cards]), ReportFormat.Table, width);
        Assert.All(text.Split('\n'), line => Assert.InRange(TerminalText.Width(line), 0, width));
    }

    [Theory]
    [InlineData("zoo/some/where/else/resnet20-folded.onnx", "…/resnet20-folded.onnx ")]
    [InlineData("zoo/a-network-with-quite-a-long-name.onnx", "…h-quite-a-long-name.onnx ")]
    public void Write_LongPath_IsCutAtAFolderWhereItCan(string path, string expected) => Assert.Contains(
        "\n" + expected,
        Cards.Text(Cards.Report(Cards.Of(path, Cards.Value("snip", 1))), ReportFormat.Table, 100));

    [Fact]
    public void Write_BatchSizeAskedFor_IsToldInTheSummary()
    {
        var report = Cards.Report(Cards.Of("a.onnx"));
        report = report with { Options = report.Options with { BatchSize = 8 } };
        Assert.Contains(" · data noise (8 samples) · ", Cards.Text(report, ReportFormat.Table));
    }

    [Fact]
    public void Write_Repeats_AddsDeviationsAndNamesTheLargestSpread()
    {
        var report = Cards.Report(
            Cards.Of("a.onnx", Cards.Repeated("snip", 12.3456789, 0.1234), Cards.Repeated("nwot", 7, 0)),
            Cards.Of("b.onnx", Cards.Repeated("snip", -20, 0.5), Cards.Repeated("nwot", 0, 1)));
        report = report with { Options = report.Options with { Repeat = 3, Seed = 7 } };
        Assert.Equal(
            """
            model   status            snip   nwot         spread   parity  coverage  bn    batch
            ──────  ──────  ──────────────  ─────  ─────────────  ───────  ────────  ────  ───────
            a.onnx  ok      12.3457 ± 0.12      7     0.9 % snip  3.4e-06     100 %  kept  dynamic
            b.onnx  ok           -20 ± 0.5  0 ± 1  nwot around 0  3.4e-06     100 %  kept  dynamic

            2 models: 2 ok · data noise · seed 7 · 3 repeats vary batch · init as-is · bn batch · cpu · settings d
            """,
            Trimmed(Cards.Text(report, ReportFormat.Table)).TrimEnd('d', '\n') + "d");
    }

    [Fact]
    public void Write_FailedModel_HasDashesForItsScores()
    {
        var card = Cards.Failed("c.onnx", "cut");
        card = card with { Scores = [Cards.Missing("snip", ScoreStatus.Failed, "cut")] };
        Assert.Contains("c.onnx  failed     –     –", Cards.Text(Cards.Report(card), ReportFormat.Table));
    }

    [Fact]
    public void Write_Notes_TellFailuresBeforeWhatDoesNotApply()
    {
        var text = Cards.Text(
            Cards.Report(Cards.Of(
                "a.onnx",
                Cards.NotApplicable("snip", "no weights"),
                Cards.Missing("nwot", ScoreStatus.Failed, "not finite"))),
            ReportFormat.Table);
        Assert.True(text.IndexOf("nwot failed: not finite") < text.IndexOf("snip n/a: no weights"), text);
    }

    [Fact]
    public void Write_Coloured_DiffersOnlyInColour()
    {
        var coloured = Cards.Text(Report, ReportFormat.Table, colours: true);
        Assert.Contains("\e[32mok\e[0m", coloured);
        Assert.Contains("\e[33mpartial\e[0m", coloured);
        Assert.Contains("\e[31mfailed\e[0m", coloured);
        Assert.Equal(
            Cards.Text(Report, ReportFormat.Table),
            System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9]*m", ""));
    }

    [Fact]
    public void Write_Explain_TellsThePlan()
    {
        var writer = new StringWriter { NewLine = "\n" };
        var report = Cards.Report(Cards.Of("a.onnx") with { Plan = ["batch, loss: snip\e[0m"] });
        TableReport.Write(writer, report, 80, Palette.None, explain: true);
        Assert.Contains("a.onnx ran\n  batch, loss: snip\\u{1b}[0m\n", writer.ToString());
    }

    [Fact]
    public void Write_SameReasonForSeveralProxies_IsSaidOnce()
    {
        var card = Cards.Of(
            "a.onnx",
            Cards.Missing("snip", ScoreStatus.Failed, "the loss is not a number"),
            Cards.Missing("nwot", ScoreStatus.Failed, "the loss is not a number"));
        Assert.Contains(
            "a.onnx: snip, nwot failed: the loss is not a number\n",
            Cards.Text(Cards.Report(card), ReportFormat.Table));
    }

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_CannotTouchTheTerminal(string name)
    {
        var text = Cards.Text(Cards.Report(Cards.Of(name), Cards.Failed("b", name)), ReportFormat.Table, 80);
        Assert.DoesNotContain(text.Replace("\n", ""), char.IsControl);
        Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
    }

    static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
