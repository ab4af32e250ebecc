using System.Globalization;
using OnnxZc.Checks;
using OnnxZc.Reports;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Tests.Reports.Checking;

/// <summary>What every form of a check's report keeps.</summary>
public sealed class CheckFormatTests
{
    static readonly string[] WithoutWaived = ["github", "gitlab"];

    public static TheoryData<string> Formats => [.. CheckFormatCatalog.All.Select(format => format.Name)];

    public static TheoryData<string, string> RulesInEveryFormat
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in RuleCatalog.All)
            {
                foreach (var format in CheckFormatCatalog.All)
                    data.Add(rule.Info.Id, format.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CheckReports.AllInEveryFormat), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_TellsEachFindingOnceByItsLevel(string format, string name)
    {
        var report = CheckReports.Named(name);
        var expected = report.Results
            .SelectMany(result => result.Violations.Select(violation => new Told(
                result.Rule.Id,
                result.Waiver is null ? KebabCase.Of(result.Level) : "waived",
                violation.Message)))
            .Where(told => told.Level != "waived" || !WithoutWaived.Contains(format));
        var actual = CheckReaders.Read(format, CheckReports.Text(format, report));
        Assert.Equal(
            expected.Select(told => (told.Rule, told.Level)).Order(),
            actual.Select(told => (told.Rule, told.Level)).Order());
        Assert.All(expected, told => Assert.Contains(
            actual,
            other => other.Rule == told.Rule && other.Text.Contains(told.Text, StringComparison.Ordinal)));
    }

    /// <summary>A gate that cannot fail is worse than none.</summary>
    [Theory]
    [MemberData(nameof(RulesInEveryFormat))]
    public void Write_ViolationOfAnyRule_IsToldInTheFormAndFails(string rule, string format)
    {
        var info = RuleCatalog.Find(rule)!.Info;
        var report = CheckReports.Of(
        [
            new RuleResult(info, RuleLevel.Error, "zoo/a.onnx") { Violations = [new("what is wrong") { Part = "x" }] },
        ]);
        var told = Assert.Single(CheckReaders.Read(format, CheckReports.Text(format, report)));
        Assert.Equal((rule, "error"), (told.Rule, told.Level));
        Assert.Contains("what is wrong", told.Text, StringComparison.Ordinal);
        Assert.Equal(rule == CheckVerdict.EmptySelection ? 3 : 1, report.ExitCode);
    }

    [Theory]
    [MemberData(nameof(CheckReports.HostileInEveryFormat), MemberType = typeof(CheckReports))]
    public void Write_HostileNames_AreOneFindingEachAndTouchNoTerminal(string format, string name)
    {
        var text = CheckReports.Text(format, CheckReports.Hostilely(name));
        var told = CheckReaders.Read(format, text);
        string[] rules = WithoutWaived.Contains(format) ? ["b", "max-params"] : ["b", "c", "max-params"];
        Assert.Equal(rules, told.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n')
            || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        Assert.DoesNotContain("##vso[", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        if (format != "github")
            Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart() is [':', ':', ..]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_ThirtyThousandViolations_IsDoneInSeconds(string format)
    {
        var report = CheckReports.Many(300, 100);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var text = CheckReports.Text(format, report);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        Assert.NotEmpty(CheckReaders.Read(format, text));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_SameReportTwice_IsTheSameText(string format)
    {
        var report = CheckReports.Named("changes");
        Assert.Equal(CheckReports.Text(format, report), CheckReports.Text(format, CheckReports.Named("changes")));
    }
}
