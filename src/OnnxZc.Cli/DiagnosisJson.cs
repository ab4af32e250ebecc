using System.Text.Json;
using OnnxZc.Findings;
using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>
/// What <c>doctor</c> found, for programs, by the schema <c>onnxzc.doctor/1</c> (docs/doctor.schema.json); within a
/// version members are only added.
/// </summary>
static class DiagnosisJson
{
    const string Schema = "onnxzc.doctor/1";

    /// <summary>Writes one document.</summary>
    public static void Write(TextWriter writer, Diagnosis diagnosis) =>
        writer.WriteLine(JsonReport.Compose(indented: true, json =>
        {
            var (file, graph) = (diagnosis.File, diagnosis.File.Graph);
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("model", file.Path);
            json.WriteString("fileHash", file.FileHash);
            json.WriteString("graphHash", diagnosis.GraphHash);
            json.WriteNumber("fileSize", file.FileSize);
            json.WriteNumber("irVersion", file.IrVersion);
            json.WriteString("producer", file.Producer);
            json.WriteStartObject("opsets");
            foreach (var (domain, version) in graph.Opsets.OrderBy(o => o.Key, StringComparer.Ordinal))
                json.WriteNumber(DiagnosisReport.DomainOf(domain), version);
            json.WriteEndObject();
            WriteTexts(json, "inputs", graph.Inputs.Select(input => input.ToString()));
            WriteTexts(json, "outputs", graph.Outputs.Select(output => output.ToString()));
            json.WriteString("batchAxis", diagnosis.BatchAxis);
            json.WriteString("batch", KebabCase.Of(diagnosis.Batch));
            json.WriteString("bn", KebabCase.Of(diagnosis.BatchNorm));
            json.WriteNumber("floatValues", diagnosis.FloatValues);
            json.WriteNumber("nodes", graph.Nodes.Length);
            WriteOperators(json, diagnosis);
            WriteTexts(json, "unsupported", diagnosis.Unsupported.Select(use => use.Operator.ToString()));
            WriteVerdicts(json, diagnosis);
            WriteFindings(json, diagnosis);
            json.WriteEndObject();
        }));

    static void WriteOperators(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartArray("operators");
        foreach (var use in diagnosis.Operators)
        {
            json.WriteStartObject();
            json.WriteString("type", use.Operator.Type);
            json.WriteString("domain", DiagnosisReport.DomainOf(use.Operator.Domain));
            json.WriteNumber("since", use.Operator.SinceVersion);
            json.WriteNumber("nodes", use.Count);
            json.WriteBoolean("supported", use.IsSupported);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void WriteVerdicts(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartObject("verdicts");
        foreach (var verdict in Enum.GetValues<Verdict>())
            json.WriteNumber(KebabCase.Of(verdict), diagnosis.Nodes.Count(node => node.Verdict == verdict));
        json.WriteEndObject();
        json.WriteStartArray("nodeVerdicts");
        foreach (var node in diagnosis.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("node", node.Node.Label);
            json.WriteString("operator", node.Node.Operator.ToString());
            json.WriteString("verdict", KebabCase.Of(node.Verdict));
            json.WriteString("reason", node.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteFindings(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartArray("findings");
        foreach (var finding in diagnosis.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", KebabCase.Of(finding.Severity));
            json.WriteString("message", finding.Message);
            json.WriteString("fix", finding.Fix);
            WriteTexts(json, "where", finding.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
