using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// SARIF 2.1.0 for code scanning. GitHub rejects a whole file for one result without a location, for more than 25,000
/// results or for 10 MB compressed: the worst results are written, and a notification counts the others.
/// </summary>
sealed class CheckSarif : ICheckFormat
{
    const int MostResults = 25_000;
    const int MostBytes = 10_000_000;
    const int MostNotifications = 100;
    const string SchemaAddress =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public string Reader => "code scanning, SARIF 2.1.0";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style)
    {
        var findings = CheckFindings.Of(report);
        var most = Math.Min(findings.Count, MostResults);
        writer.WriteLine(SizeFit.Compose(count => Compose(report, findings, count), most, Fits));
    }

    static string Compose(CheckReport report, IReadOnlyList<CheckFinding> findings, int most) =>
        JsonReport.Compose(indented: true, json =>
        {
            var rules = report.Results.Select(result => result.Rule).DistinctBy(rule => rule.Id)
                .OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
            var places = rules.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
            json.WriteStartObject();
            json.WriteString("$schema", SchemaAddress);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, report, rules);
            json.WriteStartObject("automationDetails");
            json.WriteString("id", "onnxzc-check/");
            json.WriteEndObject();
            WriteInvocation(json, report, findings.Count - most);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var finding in findings.Take(most))
                SarifResult.Write(json, finding, places[finding.Rule.Id]);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });

    static void WriteTool(Utf8JsonWriter json, CheckReport report, List<RuleInfo> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "onnxzc");
        json.WriteString("version", report.ToolVersion);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
            SarifRule.Write(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteInvocation(Utf8JsonWriter json, CheckReport report, int left)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.ExitCode is CheckVerdict.Ok or CheckVerdict.Findings);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteStartArray("toolExecutionNotifications");
        if (left > 0)
            WriteNotification(json, "warning", $"{left} more findings are left out of this file");
        foreach (var skipped in SkippedRules.Of(report).Take(MostNotifications))
            WriteNotification(json, skipped.IsIncident ? "error" : "note", $"not looked at: {skipped.Text}");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void WriteNotification(Utf8JsonWriter json, string level, string text)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        SarifResult.WriteMessage(json, "message", text);
        json.WriteEndObject();
    }

    static bool Fits(string text)
    {
        using var counted = new MemoryStream();
        using (var zip = new GZipStream(counted, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return counted.Length < MostBytes;
    }
}
