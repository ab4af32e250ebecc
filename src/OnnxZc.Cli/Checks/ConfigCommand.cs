using System.CommandLine;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Checks;

/// <summary><c>onnxzc config show</c>.</summary>
sealed class ConfigCommand
{
    readonly PolicyOptions _policy = new();

    readonly Option<bool> _origin = new("--origin") { Description = "Tell who said so: file, variable or option" };

    readonly Option<string?> _format = ListFormats.Option();

    /// <summary>The command with its verbs.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var syntax = new ConfigCommand();
        var show = new Command("show", "Show what holds here: settings, rules and where they come from.")
        {
            syntax._origin, syntax._format,
        };
        foreach (var option in syntax._policy.All)
            show.Add(option);
        show.SetAction(parsed => syntax.Show(parsed, globals, terminal));
        return new("config", "Look into what holds for a repository.") { show };
    }

    int Show(ParseResult parsed, GlobalOptions globals, Terminal terminal)
    {
        var rows = Rows(PolicyContext.Read(_policy, parsed, globals, terminal), terminal.Environment);
        if (ListFormats.IsJson(parsed.GetValue(_format)))
        {
            WriteJson(terminal.Out, rows);
            return ExitCode.Ok;
        }

        IReadOnlyList<Column<ConfigRow>> columns =
        [
            new("name", Align.Left, row => row.Name),
            new("value", Align.Left, row => row.Value),
            .. parsed.GetValue(_origin)
                ? [new Column<ConfigRow>("origin", Align.Left, row => row.Origin)]
                : Array.Empty<Column<ConfigRow>>(),
        ];
        TextTable.Write(terminal.Out, columns, rows, int.MaxValue, globals.PaletteFor(parsed, terminal));
        return ExitCode.Ok;
    }

    static IReadOnlyList<ConfigRow> Rows(PolicyContext context, Func<string, string?> environment)
    {
        var (level, levelOrigin) = CheckCommand.FailLevelOf(null, context.Policy, environment);
        var (outputs, outputOrigin) = CheckCommand.OutputsOf([], context, environment);
        var first = context.Policy.Models[0].Place;
        return
        [
            new("policy", context.Policy.Path ?? "none", context.Place.PolicyFile ?? SettingLayers.BuiltIn),
            new("models", string.Join(", ", context.Policy.Models.Select(glob => glob.Text)), OriginOf(first)),
            new("fail-level", KebabCase.Of(level), levelOrigin),
            new(
                "outputs",
                string.Join(", ", outputs.Select(output => $"{output.Format.Name}={output.Path ?? "-"}")),
                outputOrigin),
            .. context.Settings.Select(setting =>
                new ConfigRow($"settings.{setting.Setting.Name}", setting.Text, setting.Origin)),
            .. RuleCatalog.Infos.Select(rule => RuleRow(context.Policy, rule)),
        ];
    }

    static ConfigRow RuleRow(Policy policy, RuleInfo rule)
    {
        var settings = policy.SettingsOf(rule, "");
        var values = rule.Parameters.Where(parameter => settings.Has(parameter.Name))
            .Select(parameter => $"{parameter.Name}: {RuleValue.TextOf(settings.Values[parameter.Name])}");
        return new(
            $"rules.{rule.Id}",
            string.Join(", ", values.Prepend(KebabCase.Of(settings.Level))),
            OriginOf(settings.Place));
    }

    static string OriginOf(PolicyPlace? place) =>
        place is null ? SettingLayers.BuiltIn : $"{place.File}:{place.Line}:{place.Column}";

    static void WriteJson(TextWriter writer, IReadOnlyList<ConfigRow> rows) =>
        writer.WriteLine(JsonReport.Compose(indented: true, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", "onnxzc.config/1");
            json.WriteStartObject("values");
            foreach (var row in rows)
            {
                json.WriteStartObject(row.Name);
                json.WriteString("value", row.Value);
                json.WriteString("origin", row.Origin);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
