using System.Text.Json;
using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Cli;

/// <summary>Writes what <c>doctor</c> found.</summary>
static class DiagnosisReport
{
    const string Schema = "onnxzc.doctor/1";

    static readonly IReadOnlyList<Column<OperatorUse>> _columns =
    [
        new("operator", Align.Left, use => use.Operator.Type),
        new("since", Align.Right, use => NumberText.Short(use.Operator.SinceVersion)),
        new("domain", Align.Left, use => DomainOf(use.Operator.Domain)),
        new("nodes", Align.Right, use => NumberText.Short(use.Count)),
        new(
            "supported",
            Align.Left,
            use => use.IsSupported ? "yes" : "no",
            use => use.IsSupported ? Tone.Good : Tone.Bad),
    ];

    /// <summary>For people: facts, operators, verdict.</summary>
    public static void WriteText(TextWriter writer, Diagnosis diagnosis, int width, Palette palette)
    {
        foreach (var (name, value) in Facts(diagnosis))
            writer.WriteLine($"{palette.Paint($"{name,-11}", Tone.Strong)} {TerminalText.Clean(value)}");
        writer.WriteLine();
        TextTable.Write(writer, _columns, diagnosis.Operators, width, palette);
        writer.WriteLine();
        var unsupported = diagnosis.Unsupported.Select(use => use.Operator.ToString()).ToList();
        writer.WriteLine(unsupported.Count == 0
            ? palette.Paint("All operators are supported.", Tone.Good)
            : palette.Paint(TerminalText.Clean($"Not supported: {string.Join(", ", unsupported)}. "), Tone.Bad)
                + "Export the model without them (onnxzc list operators), or use proxies that need no execution.");
    }

    /// <summary>For programs.</summary>
    public static void WriteJson(TextWriter writer, Diagnosis diagnosis) =>
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
                json.WriteNumber(DomainOf(domain), version);
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
            json.WriteEndObject();
        }));

    static IEnumerable<(string Name, string Value)> Facts(Diagnosis diagnosis)
    {
        var (file, graph) = (diagnosis.File, diagnosis.File.Graph);
        var opsets = graph.Opsets
            .OrderBy(opset => opset.Key, StringComparer.Ordinal)
            .Select(opset => $"{DomainOf(opset.Key)} {opset.Value}");
        yield return ("model", file.Path);
        yield return ("format", $"IR {file.IrVersion}, opset {string.Join(", ", opsets)}");
        yield return ("producer", file.Producer.Length == 0 ? "not named" : file.Producer);
        foreach (var input in graph.Inputs)
            yield return ("input", input.ToString());
        foreach (var output in graph.Outputs)
            yield return ("output", output.ToString());
        yield return ("batch axis", long.TryParse(diagnosis.BatchAxis, out var size)
            ? $"fixed at {size}; {(diagnosis.Batch == BatchForm.Fixed ? "cannot be freed" : "freed for scoring")}"
            : $"free ({diagnosis.BatchAxis})");
        yield return ("batch norm", KebabCase.Of(diagnosis.BatchNorm));
        yield return ("weights", WeightsOf(diagnosis));
        yield return ("nodes", NumberText.Short(graph.Nodes.Length));
        yield return ("file hash", file.FileHash);
        yield return ("graph hash", diagnosis.GraphHash);
    }

    static string WeightsOf(Diagnosis diagnosis)
    {
        var tensors = diagnosis.FloatTensors.Count();
        return $"{NumberText.Short(diagnosis.FloatValues)} float values in {tensors} "
            + (tensors == 1 ? "tensor" : "tensors")
            + (diagnosis.DrawsWeights ? ", drawn by the file's random nodes" : "");
    }

    static void WriteOperators(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartArray("operators");
        foreach (var use in diagnosis.Operators)
        {
            json.WriteStartObject();
            json.WriteString("type", use.Operator.Type);
            json.WriteString("domain", DomainOf(use.Operator.Domain));
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

    static string DomainOf(string domain) => domain.Length == 0 ? "ai.onnx" : domain;
}
