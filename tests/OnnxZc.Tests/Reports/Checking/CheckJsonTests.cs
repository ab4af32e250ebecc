using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckJsonTests
{
    static readonly JsonSchema Schema = new(JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "docs", "check.schema.json"))).RootElement);

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_IsAsTheSchemaSays(string name)
    {
        var report = CheckReports.Named(name);
        Assert.Empty(Schema.Check(JsonDocument.Parse(CheckReports.Text("json", report)).RootElement));
        Assert.All(Lines(report), line => Assert.Empty(Schema.Check(line, line.GetProperty("record").GetString()!)));
    }

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_ComeBackAsTheyAre(string name)
    {
        var text = CheckReports.Text("json", CheckReports.Hostilely(name));
        var result = JsonDocument.Parse(text).RootElement.GetProperty("results")[0];
        Assert.Equal(name.Replace('\ud800', '\ufffd'), result.GetProperty("model").GetString());
        Assert.All(text, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_HasTheExitCodeAndItsWord(string name)
    {
        var report = CheckReports.Named(name);
        var json = JsonDocument.Parse(CheckReports.Text("json", report)).RootElement;
        Assert.Equal(report.ExitCode, json.GetProperty("exitCode").GetInt32());
        Assert.Equal(CheckVerdict.NameOf(report.ExitCode), json.GetProperty("status").GetString());
    }

    [Fact]
    public void WriteLines_AnyReport_EndsWithTheVerdict()
    {
        var lines = Lines(CheckReports.Named("both levels"));
        Assert.Equal("verdict", lines[^1].GetProperty("record").GetString());
        Assert.Equal(1, lines[^1].GetProperty("exitCode").GetInt32());
        Assert.Equal(3, lines.Count(line => line.GetProperty("record").GetString() == "result"));
    }

    static JsonElement[] Lines(CheckReport report) =>
    [
        .. CheckReports.Text("jsonl", report).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];
}
