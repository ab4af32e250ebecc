using System.Globalization;
using System.Text.Json;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// The report for programs, by the schema <c>onnxzc.check/1</c> (docs/check.schema.json); within a version members are
/// only added. All text is ASCII.
/// </summary>
sealed class CheckJson : ICheckFormat
{
    /// <summary>The schema's name and version.</summary>
    public const string Schema = "onnxzc.check/1";

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Reader => "programs: one document, by docs/check.schema.json";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style) =>
        writer.WriteLine(JsonReport.Compose(indented: true, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteVerdict(json, report);
            json.WriteStartArray("models");
            foreach (var model in report.Models)
            {
                json.WriteStartObject();
                WriteModel(json, model);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("results");
            foreach (var (result, findings) in Pairs(report))
            {
                json.WriteStartObject();
                WriteResult(json, result, findings);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));

    /// <summary>The report's results in its order, each with its violations.</summary>
    public static IEnumerable<(RuleResult Result, IEnumerable<CheckFinding> Findings)> Pairs(CheckReport report)
    {
        var findings = CheckFindings.Of(report)
            .ToLookup(finding => (object)finding.Result, ReferenceEqualityComparer.Instance);
        return report.Results.Select(result => (result, findings[result]));
    }

    /// <summary>Writes what the check as a whole came to.</summary>
    public static void WriteVerdict(Utf8JsonWriter json, CheckReport report)
    {
        var summary = CheckSummary.Of(report);
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("policy", report.Policy);
        json.WriteString("lock", report.Lock);
        json.WriteString("changedSince", report.ChangedSince);
        json.WriteBoolean("staticOnly", report.IsStaticOnly);
        json.WriteString("failLevel", KebabCase.Of(report.FailLevel));
        json.WriteString("status", summary.Status);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteStartObject("counts");
        json.WriteNumber("models", summary.Models);
        json.WriteNumber("errors", summary.Errors);
        json.WriteNumber("warnings", summary.Warnings);
        json.WriteNumber("waived", summary.Waived);
        json.WriteNumber("skipped", summary.Skipped);
        json.WriteNumber("incidents", summary.Incidents);
        json.WriteEndObject();
    }

    /// <summary>Writes a model's members.</summary>
    public static void WriteModel(Utf8JsonWriter json, ModelChange model)
    {
        json.WriteString("path", model.Path);
        json.WriteString("change", KebabCase.Of(model.Kind));
        json.WriteString("from", model.From);
        json.WriteString("fileHash", model.FileHash);
        json.WriteStartObject("numbers");
        foreach (var number in model.Numbers)
        {
            json.WriteStartObject(number.Name);
            WriteNumber(json, "before", number.Before);
            WriteNumber(json, "after", number.After);
            WriteNumber(json, "allowed", number.Allowed);
            json.WriteBoolean("violated", number.IsViolated);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a result's members.</summary>
    public static void WriteResult(Utf8JsonWriter json, RuleResult result, IEnumerable<CheckFinding> findings)
    {
        json.WriteString("rule", result.Rule.Id);
        json.WriteString("group", KebabCase.Of(result.Rule.Group));
        json.WriteString("level", KebabCase.Of(result.Level));
        json.WriteString("model", result.Model);
        json.WriteString("status", StatusOf(result));
        json.WriteString("skipped", result.Skipped);
        json.WriteString("incident", result.Incident is { } incident ? KebabCase.Of(incident) : null);
        WritePlace(json, "setAt", result.Place);
        WriteWaiver(json, result.Waiver);
        json.WriteStartArray("violations");
        foreach (var finding in findings)
            WriteFinding(json, finding);
        json.WriteEndArray();
    }

    static string StatusOf(RuleResult result) => result switch
    {
        { Skipped: not null } => "skipped",
        { Violations.IsEmpty: true } => "ok",
        { Waiver: not null } => "waived",
        _ => "violated",
    };

    static void WriteFinding(Utf8JsonWriter json, CheckFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("message", finding.Violation.Message);
        json.WriteString("fix", finding.Fix);
        json.WriteString("part", finding.Violation.Part);
        WriteNumber(json, "excess", finding.Violation.Excess);
        WritePlace(json, "place", finding.Place);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteEndObject();
    }

    static void WriteWaiver(Utf8JsonWriter json, Waiver? waiver)
    {
        if (waiver is null)
        {
            json.WriteNull("waiver");
            return;
        }

        json.WriteStartObject("waiver");
        json.WriteString("reason", waiver.Reason);
        json.WriteString("until", waiver.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("fileHash", waiver.FileHash);
        WritePlace(json, "place", waiver.Place);
        json.WriteEndObject();
    }

    static void WritePlace(Utf8JsonWriter json, string name, PolicyPlace? place)
    {
        if (place is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("file", place.File);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            JsonCard.WriteFinite(json, name, number);
        else
            json.WriteNull(name);
    }
}
