using System.Text.Json;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>
/// The same as <see cref="CheckJson"/> as an object per line: the models, the results that tell something, and the
/// verdict last.
/// </summary>
sealed class CheckJsonLines : ICheckFormat
{
    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public string Reader => "programs: a line for each model and rule that does not hold";

    /// <inheritdoc/>
    public void Write(TextWriter writer, CheckReport report, CheckStyle style)
    {
        foreach (var model in report.Models)
            WriteLine(writer, "model", json => CheckJson.WriteModel(json, model));
        foreach (var (result, findings) in CheckJson.Pairs(report).Where(pair => !pair.Result.Holds))
            WriteLine(writer, "result", json => CheckJson.WriteResult(json, result, findings));
        WriteLine(writer, "verdict", json => CheckJson.WriteVerdict(json, report));
    }

    static void WriteLine(TextWriter writer, string record, Action<Utf8JsonWriter> write) =>
        writer.WriteLine(JsonReport.Compose(indented: false, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", CheckJson.Schema);
            json.WriteString("record", record);
            write(json);
            json.WriteEndObject();
        }));
}
