using System.CommandLine;
using System.Text.Json;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc list rules</c>.</summary>
static class ListRules
{
    static readonly IReadOnlyList<Column<RuleInfo>> _columns =
    [
        new("rule", Align.Left, rule => rule.Id),
        new("group", Align.Left, rule => KebabCase.Of(rule.Group)),
        new("default", Align.Left, rule => KebabCase.Of(rule.Default)),
        new("needs", Align.Left, rule => KebabCase.Of(rule.Need)),
        new("settings", Align.Left, rule => string.Join(", ", rule.Parameters.Select(parameter => parameter.Name))),
        new("demand", Align.Left, rule => rule.Demand),
    ];

    /// <summary>The command.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var format = ListFormats.Option();
        var command = new Command("rules", "What a policy can demand.") { format };
        command.SetAction(parsed =>
        {
            if (ListFormats.IsJson(parsed.GetValue(format)))
                WriteJson(terminal.Out);
            else
                TextTable.Write(
                    terminal.Out, _columns, RuleCatalog.Infos, int.MaxValue, globals.PaletteFor(parsed, terminal));
            return ExitCode.Ok;
        });
        return command;
    }

    static void WriteJson(TextWriter writer) => writer.WriteLine(JsonReport.Compose(indented: true, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "onnxzc.rules/1");
        json.WriteStartArray("rules");
        foreach (var rule in RuleCatalog.Infos)
            WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    static void WriteRule(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Id);
        json.WriteString("group", KebabCase.Of(rule.Group));
        json.WriteString("default", KebabCase.Of(rule.Default));
        json.WriteString("needs", KebabCase.Of(rule.Need));
        json.WriteString("demand", rule.Demand);
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        json.WriteStartArray("settings");
        foreach (var parameter in rule.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("takes", RuleValue.Takes(parameter));
            json.WriteString("text", parameter.Text);
            json.WriteString("default", RuleValue.DefaultOf(parameter));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("passing", rule.Passing);
        json.WriteString("failing", rule.Failing);
        json.WriteEndObject();
    }
}
