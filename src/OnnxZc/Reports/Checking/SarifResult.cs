using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>A finding as SARIF's <c>result</c>.</summary>
static class SarifResult
{
    // GitHub's limit for descriptions; messages are shown on a line or two.
    const int MostCharacters = 1000;

    const int PartialHashLength = 16;

    /// <summary>Writes it as an object.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="ruleIndex">The place of its rule among the tool's.</param>
    public static void Write(Utf8JsonWriter json, CheckFinding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", finding.Result.Level == RuleLevel.Error ? "error" : "warning");
        WriteMessage(json, "message", $"{finding.Text.TrimEnd('.')}. {finding.Fix}");
        WriteLocations(json, finding);
        if (finding.Result.Place is { } set && set != finding.Place)
            WriteRelated(json, set);
        // The name under which GitHub looks for a hash; for its own it would read the model's first line.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("primaryLocationLineHash", $"{finding.Fingerprint[..PartialHashLength]}:1");
        json.WriteString("onnxzc/v1", finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Result.Waiver is { } waiver)
            WriteSuppression(json, WaiverText.Of(waiver));
        json.WriteEndObject();
    }

    /// <summary>Writes a member that holds a text without links.</summary>
    public static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", CheckText.Clean(text.Replace("](", "] (", StringComparison.Ordinal), MostCharacters));
        json.WriteEndObject();
    }

    static void WriteLocations(Utf8JsonWriter json, CheckFinding finding)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(json, finding.Place);
        if (finding.Violation.Part is { Length: > 0 } part)
        {
            var name = CheckText.Clean(part, MostCharacters);
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("fullyQualifiedName", $"{CheckText.Clean(finding.Result.Model, MostCharacters)}::{name}");
            json.WriteString("kind", "element");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void WriteRelated(Utf8JsonWriter json, PolicyPlace set)
    {
        json.WriteStartArray("relatedLocations");
        json.WriteStartObject();
        json.WriteNumber("id", 1);
        WritePhysical(json, set);
        WriteMessage(json, "message", "The policy sets the rule here.");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void WritePhysical(Utf8JsonWriter json, PolicyPlace place)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", "%SRCROOT%");
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, place.Line));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteSuppression(Utf8JsonWriter json, string justification)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "external");
        json.WriteString("status", "accepted");
        json.WriteString("justification", CheckText.Clean(justification, MostCharacters));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
