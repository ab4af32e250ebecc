using System.Text.Encodings.Web;
using System.Text.Json;

namespace OnnxZc.Checks.Locks;

/// <summary>
/// Writes lock files: sorted, a block of lines per model, so that a change of one model is a change of its lines alone.
/// </summary>
static class LockWriter
{
    static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>The text of a lock file, the same for equal content.</summary>
    /// <param name="file">The content; its models' paths are relative to the repository's root.</param>
    /// <param name="folder">What paths are relative to in the file: its own folder, below the root.</param>
    public static string Write(LockFile file, string folder)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("schema", LockReader.Schema);
            json.WriteString("tool", file.ToolVersion);
            json.WriteString("conventions", file.Conventions);
            json.WriteStartObject("settings");
            foreach (var (name, value) in file.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartObject("models");
            foreach (var model in file.Models.Values.OrderBy(model => model.Path, StringComparer.Ordinal))
                WriteModel(json, model, folder);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    static void WriteModel(Utf8JsonWriter json, LockedModel model, string folder)
    {
        json.WriteStartObject(model.Path[folder.Length..]);
        json.WriteString("sha256", model.FileHash);
        json.WriteString("graph", model.GraphHash);
        WriteTexts(json, "inputs", model.Outline.Inputs);
        WriteTexts(json, "outputs", model.Outline.Outputs);
        json.WriteStartObject("operators");
        foreach (var (name, count) in model.Outline.Operators.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(name, count);
        json.WriteEndObject();
        if (model.Fingerprint is not null)
            json.WriteString("fingerprint", model.Fingerprint);
        json.WriteStartObject("numbers");
        foreach (var (name, number) in model.Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            WriteNumber(json, name, number);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void WriteNumber(Utf8JsonWriter json, string name, LockedNumber number)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", number.Value);
        if (number.Relative > 0)
            json.WriteNumber("relative", number.Relative);
        if (number.Absolute > 0)
            json.WriteNumber("absolute", number.Absolute);
        if (number.Deviation is { } deviation)
            json.WriteNumber("deviation", deviation);
        if (number.Version is { } version)
            json.WriteNumber("version", version);
        json.WriteEndObject();
    }
}
