using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OnnxZc.Reports;

/// <summary>
/// The report for programs, by the schema <c>onnxzc.score/1</c> (docs/score.schema.json); within a version members are
/// only added. All text is ASCII: whatever a model's names hold, it arrives escaped.
/// </summary>
static class JsonReport
{
    /// <summary>The schema's name and version.</summary>
    public const string Schema = "onnxzc.score/1";

    /// <summary>Writes one document for the whole run.</summary>
    public static void Write(TextWriter writer, ScoreReport report) => writer.WriteLine(Compose(indented: true, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        WriteTool(json, report.Tool.Value);
        WriteSettings(json, report);
        json.WriteStartArray("cards");
        foreach (var card in report.Cards)
        {
            json.WriteStartObject();
            JsonCard.WriteMembers(json, card);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    /// <summary>
    /// Writes one card as a line of its own, with the schema and the run's settings fingerprint in front.
    /// </summary>
    public static void WriteLine(TextWriter writer, ScoreCard card, string settingsFingerprint) =>
        writer.WriteLine(Compose(indented: false, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("settingsFingerprint", settingsFingerprint);
            JsonCard.WriteMembers(json, card);
            json.WriteEndObject();
        }));

    /// <summary>
    /// The text of what <paramref name="write"/> writes, fit for build logs: no name in it is one of their commands.
    /// </summary>
    public static string Compose(bool indented, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = indented, NewLine = "\n" }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("#", "\\u0023", StringComparison.Ordinal);
    }

    /// <summary>Writes the member <c>tool</c>.</summary>
    public static void WriteTool(Utf8JsonWriter json, ToolInfo tool)
    {
        json.WriteStartObject("tool");
        json.WriteString("version", tool.Version);
        json.WriteString("stack", tool.Stack);
        json.WriteString("torch", tool.Torch);
        json.WriteString("onnxruntime", tool.OnnxRuntime);
        json.WriteString("device", tool.Device);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>settings</c>.</summary>
    public static void WriteSettings(Utf8JsonWriter json, ScoreReport report)
    {
        var options = report.Options;
        json.WriteStartObject("settings");
        json.WriteStartArray("proxies");
        foreach (var proxy in options.Proxies)
            json.WriteStringValue(proxy);
        json.WriteEndArray();
        json.WriteStartArray("plugins");
        foreach (var plugin in options.Known.Plugins)
        {
            json.WriteStartObject();
            json.WriteString("name", plugin.Name);
            json.WriteString("version", plugin.Version);
            json.WriteString("fileHash", plugin.FileHash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("data", options.Data.Fingerprint);
        if (options.BatchSize is { } size)
            json.WriteNumber("batchSize", size);
        else
            json.WriteNull("batchSize");
        json.WriteStartObject("dimensions");
        foreach (var (name, value) in options.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteStartObject("inputs");
        foreach (var (name, spec) in options.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
            json.WriteString(name, spec.ToString());
        json.WriteEndObject();
        json.WriteString("output", options.Output);
        json.WriteString("loss", options.Loss is { } loss ? KebabCase.Of(loss) : null);
        json.WriteStartArray("features");
        foreach (var name in options.Features ?? [])
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("repeat", options.Repeat);
        json.WriteString("vary", options.Repeat > 1 ? KebabCase.Of(options.Vary) : null);
        json.WriteString("init", KebabCase.Of(options.Init));
        json.WriteString("bn", KebabCase.Of(options.BatchNorm));
        json.WriteString("device", options.Device);
        json.WriteNumber("threads", options.Threads);
        json.WriteString("fingerprint", report.Fingerprint);
        json.WriteEndObject();
    }
}
