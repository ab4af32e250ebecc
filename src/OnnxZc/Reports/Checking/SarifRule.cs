using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>A rule as SARIF's <c>reportingDescriptor</c>.</summary>
static class SarifRule
{
    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        SarifResult.WriteMessage(json, "shortDescription", rule.Demand);
        SarifResult.WriteMessage(json, "fullDescription", rule.Why);
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule.Demand} {rule.Why} {rule.Fix}");
        json.WriteString(
            "markdown",
            $"{MarkdownReport.Escape(rule.Demand)}\n\n{MarkdownReport.Escape(rule.Why)}\n\n"
            + $"**What to do**: {MarkdownReport.Escape(rule.Fix)}");
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteBoolean("enabled", rule.Default != RuleLevel.Off);
        json.WriteString("level", rule.Default == RuleLevel.Error ? "error" : "warning");
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(KebabCase.Of(rule.Group));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
