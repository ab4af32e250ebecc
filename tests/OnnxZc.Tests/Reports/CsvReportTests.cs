using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class CsvReportTests
{
    [Fact]
    public void Write_TwoCards_GivesHeaderAndOneRowEach()
    {
        var text = Cards.Text(
            Cards.Report(
                Cards.Of("a.onnx", Cards.Value("snip", 0.1), Cards.NotApplicable("nwot", "no ReLU")),
                Cards.Failed("b.onnx")),
            ReportFormat.Csv);
        var (a, b, c) = (new string('a', 64), new string('b', 64), new string('c', 64));
        Assert.Equal(
            "model,status,reason,snip,nwot,parity_max_abs,parity_max_rel,coverage,bn,batch,"
            + "file_hash,graph_hash,fingerprint\r\n"
            + $"a.onnx,ok,nwot n/a: no ReLU,0.1,,1.25E-06,3.4E-06,1,kept,dynamic,{a},{b},{c}\r\n"
            + "b.onnx,failed,malformed: the file ends early: copy it again,,,,,,,,,,\r\n",
            text);
    }

    [Fact]
    public void Write_Repeats_AddsColumnsForTheSpread()
    {
        var report = Cards.Report(["snip"], Cards.Of("a.onnx", Cards.Repeated("snip", 2, 0.5)));
        var text = Cards.Text(report with { Options = report.Options with { Repeat = 3 } }, ReportFormat.Csv);
        Assert.Contains(",snip,snip_deviation,snip_minimum,snip_maximum,snip_values,parity_max_abs,", text);
        Assert.Contains("a.onnx,ok,,2,0.5,1.5,2.5,3,", text);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\t=1", "'\\u{9}=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("a\nb", "a\\u{a}b")]
    public void Write_Text_IsQuotedAndCannotBecomeAFormula(string name, string expected) =>
        Assert.StartsWith(expected + ",ok,", SecondRow(name));

    [Fact]
    public void Write_NegativeNumber_StaysANumber() =>
        Assert.Contains(
            ",-0.25,",
            Cards.Text(Cards.Report(Cards.Of("a", Cards.Value("snip", -0.25))), ReportFormat.Csv));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_StayInTheirCell(string name)
    {
        var text = Cards.Text(Cards.Report(Cards.Of(name), Cards.Failed("b", name)), ReportFormat.Csv);
        Assert.Equal(3, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain(text.Split("\r\n"), line => line is ['=' or '+' or '-' or '@', ..]);
    }

    static string SecondRow(string name) => Cards.Text(Cards.Report(Cards.Of(name)), ReportFormat.Csv).Split("\r\n")[1];
}
