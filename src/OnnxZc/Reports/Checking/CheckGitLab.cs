using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/): an array of open findings, each
/// with a fingerprint of its own. It has no word for excused findings, so these are left out.
/// </summary>
sealed class CheckGitLab : ICheckFormat
{
    const int MostCharacters = 1000;

    /// <inheritdoc/>
    public string Name => "gitlab";

    /// <inheritdoc/>
    public string Reader => "GitLab's Code Quality";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style) =>
        writer.WriteLine(JsonReport.Compose(indented: true, json =>
        {
            json.WriteStartArray();
            foreach (var finding in CheckFindings.Of(report).Where(finding => !finding.IsWaived))
                WriteFinding(json, finding);
            json.WriteEndArray();
        }));

    static void WriteFinding(Utf8JsonWriter json, CheckFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("description", CheckText.Clean(finding.Text, MostCharacters));
        json.WriteString("check_name", finding.Rule.Id);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("severity", finding.Result.Level == RuleLevel.Error ? "critical" : "minor");
        json.WriteStartObject("location");
        json.WriteString("path", finding.Place.File);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Place.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
