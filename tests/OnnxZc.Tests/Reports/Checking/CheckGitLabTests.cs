using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Reports.Checking;

/// <summary>
/// GitLab publishes no schema of the report, so what its documentation says of the fields
/// (https://docs.gitlab.com/ci/testing/code_quality/) stands here.
/// </summary>
public sealed class CheckGitLabTests
{
    static readonly string[] Severities = ["info", "minor", "major", "critical", "blocker"];

    [Theory]
    [MemberData(nameof(CheckReports.All), MemberType = typeof(CheckReports))]
    public void Write_AnyReport_IsAsDocumented(string name) =>
        AssertDocumented(CheckReports.Text("gitlab", CheckReports.Named(name)));

    [Theory]
    [MemberData(nameof(Hostile.Names), MemberType = typeof(Hostile))]
    public void Write_HostileNames_IsAsDocumented(string name) =>
        AssertDocumented(CheckReports.Text("gitlab", CheckReports.Hostilely(name)));

    [Fact]
    public void Write_ThirtyThousandViolations_HasAsManyFingerprints() =>
        Assert.Equal(30_000, AssertDocumented(CheckReports.Text("gitlab", CheckReports.Many(300, 100))));

    [Fact]
    public void Write_SamePartTwice_HasTwoFingerprints() => Assert.Equal(2, AssertDocumented(CheckReports.Text(
        "gitlab", CheckReports.Of([CheckReports.Violated("a", RuleLevel.Warn, "zoo/a.onnx", "wrong", "wrong")]))));

    static int AssertDocumented(string text)
    {
        var issues = JsonDocument.Parse(text).RootElement;
        Assert.Equal(JsonValueKind.Array, issues.ValueKind);
        var fingerprints = new HashSet<string>();
        foreach (var issue in issues.EnumerateArray())
        {
            Assert.Equal(
                ["check_name", "description", "fingerprint", "location", "severity"],
                issue.EnumerateObject().Select(member => member.Name).Order());
            Assert.NotEqual("", issue.GetProperty("description").GetString());
            Assert.NotEqual("", issue.GetProperty("check_name").GetString());
            Assert.Contains(issue.GetProperty("severity").GetString(), Severities);
            Assert.True(fingerprints.Add(issue.GetProperty("fingerprint").GetString()!));
            var path = issue.GetProperty("location").GetProperty("path").GetString()!;
            Assert.False(path.Length == 0 || path.StartsWith("./", StringComparison.Ordinal) || path[0] == '/');
            var begin = issue.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32();
            Assert.InRange(begin, 1, int.MaxValue);
        }

        return fingerprints.Count;
    }
}
