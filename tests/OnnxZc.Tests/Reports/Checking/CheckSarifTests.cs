using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Reports.Checking;

public sealed class CheckSarifTests
{
    static readonly Lazy<NJsonSchema.JsonSchema> Schema = new(() => NJsonSchema.JsonSchema
        .FromJsonAsync(File.ReadAllText(Path.Combine(
            Checkout.Root, "tests", "schemas", "node_modules", "@microsoft", "jest-sarif", "lib", "schemas",
            "sarif-2.1.0-rtm.5.json")))
        .GetAwaiter().GetResult());

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_IsValidByThePublishedSchema(string name) =>
        Assert.Empty(Schema.Value.Validate(CheckReports.Text("sarif", CheckReports.Named(name))));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_IsValidByThePublishedSchema(string name)
    {
        var text = CheckReports.Text("sarif", CheckReports.Hostilely(name));
        Assert.Empty(Schema.Value.Validate(text));
        Assert.All(Results(text), result =>
        {
            var uri = Physical(result).GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri[..Math.Min(uri.Length, 80)]);
            Assert.DoesNotContain("](", Message(result), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Schema_ThatIsCompared_KnowsAWrongDocument() => Assert.NotEmpty(Schema.Value.Validate(
        CheckReports.Text("sarif", CheckReports.Named("both levels")).Replace("\"ruleIndex\"", "\"ruleNumber\"")));

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_GivesEveryResultARelativeFileAndALine(string name) => Assert.All(
        Results(CheckReports.Text("sarif", CheckReports.Named(name))),
        result =>
        {
            var location = Physical(result);
            var uri = location.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.False(Path.IsPathRooted(uri) || uri.Length == 0, uri);
            Assert.InRange(location.GetProperty("region").GetProperty("startLine").GetInt32(), 1, int.MaxValue);
        });

    [Fact]
    public void Write_ModelThatIsGone_PointsToTheLockFile()
    {
        var result = Assert.Single(Results(CheckReports.Text("sarif", CheckReports.Named("changes"))));
        Assert.Equal(
            "onnxzc.lock.json", Physical(result).GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void Write_RuleThatThePolicySets_NamesItsLineBesideTheModel()
    {
        var result = Results(CheckReports.Text("sarif", CheckReports.Named("both levels")))
            .Single(result => result.GetProperty("ruleId").GetString() == "max-params");
        var related = result.GetProperty("relatedLocations")[0].GetProperty("physicalLocation");
        Assert.Equal("zoo/a.onnx", Physical(result).GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("onnxzc.yaml", related.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(7, related.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Fingerprint_MessageThatMoved_StaysAndOtherPartsDiffer()
    {
        var first = Fingerprints(new("5 is over 4") { Part = "n1" }, new("6 is over 4") { Part = "n2" });
        var second = Fingerprints(new("7 is over 4") { Part = "n1", Excess = 9 }, new("8 is over 4") { Part = "n2" });
        Assert.Equal(first.Order(), second.Order());
        Assert.Equal(2, first.Distinct().Count());
    }

    [Fact]
    public void Fingerprint_SamePartTwice_DiffersStill() =>
        Assert.Equal(3, Fingerprints(new("a"), new("b"), new("c")).Distinct().Count());

    [Fact]
    public void Fingerprint_OfAnotherModelOrRule_Differs()
    {
        string Of(string rule, string model) => Assert.Single(Fingerprints(CheckReports.Of(
            [CheckReports.Violated(rule, RuleLevel.Error, model, "x")])));

        Assert.Equal(3, new[] { Of("a", "b"), Of("a", "c"), Of("ab", "") }.Distinct().Count());
    }

    [Fact]
    public void Write_Waiver_IsASuppressionWithItsReason()
    {
        var result = Assert.Single(Results(CheckReports.Text("sarif", CheckReports.Named("waived"))));
        var suppression = result.GetProperty("suppressions")[0];
        Assert.Equal("external", suppression.GetProperty("kind").GetString());
        Assert.Equal("accepted", suppression.GetProperty("status").GetString());
        Assert.Equal(
            "waived until 2026-12-31: weights over 2 GB", suppression.GetProperty("justification").GetString());
    }

    [Fact]
    public void Write_MoreThanGitHubTakes_KeepsTheWorstAndCountsTheOthers()
    {
        var text = CheckReports.Text("sarif", CheckReports.Many(300, 100));
        var results = Results(text);
        Assert.Equal(25_000, results.Length);
        Assert.Equal(15_000, results.Count(result => result.GetProperty("level").GetString() == "error"));
        Assert.Contains("5000 more findings are left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TextThatDoesNotCompress_StaysBelowTenMegabytesCompressed()
    {
        var random = new Numerics.RandomStream("text");
        string Noise(int index) => string.Concat(
            Enumerable.Range(index * 900, 900).Select(at => (char)('!' + random.Below(at, 90))));

        var text = CheckReports.Text("sarif", CheckReports.Many(200, 100, Noise));
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(text));
        Assert.InRange(packed.Length, 1_000_000, 10_000_000);
    }

    [Fact]
    public void Write_Part_IsALogicalLocationBelowTheModel()
    {
        var violation = new Violation("it is wrong") { Part = "conv_3" };
        var report = CheckReports.Of(
            [new(CheckReports.Rule("a"), RuleLevel.Error, "zoo/a.onnx") { Violations = [violation] }]);
        var logical = Assert.Single(Results(CheckReports.Text("sarif", report))).GetProperty("locations")[0]
            .GetProperty("logicalLocations")[0];
        Assert.Equal("conv_3", logical.GetProperty("name").GetString());
        Assert.Equal("zoo/a.onnx::conv_3", logical.GetProperty("fullyQualifiedName").GetString());
    }

    [Theory]
    [InlineData("no finding", 0, true)]
    [InlineData("both levels", 1, true)]
    [InlineData("incident", 4, false)]
    public void Write_Invocation_HasTheExitCode(string name, int code, bool isSuccessful)
    {
        var run = JsonDocument.Parse(CheckReports.Text("sarif", CheckReports.Named(name))).RootElement
            .GetProperty("runs")[0];
        var invocation = run.GetProperty("invocations")[0];
        Assert.Equal(code, invocation.GetProperty("exitCode").GetInt32());
        Assert.Equal(isSuccessful, invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("onnxzc-check/", run.GetProperty("automationDetails").GetProperty("id").GetString());
    }

    static string[] Fingerprints(params Violation[] violations) => Fingerprints(CheckReports.Of(
        [new(CheckReports.Rule("a"), RuleLevel.Error, "zoo/a.onnx") { Violations = [.. violations] }]));

    static string[] Fingerprints(CheckReport report) =>
    [
        .. Results(CheckReports.Text("sarif", report)).Select(result =>
            result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()!),
    ];

    static JsonElement[] Results(string text) =>
        [.. JsonDocument.Parse(text).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];

    static JsonElement Physical(JsonElement result) =>
        result.GetProperty("locations")[0].GetProperty("physicalLocation");

    static string Message(JsonElement result) => result.GetProperty("message").GetProperty("text").GetString()!;
}
