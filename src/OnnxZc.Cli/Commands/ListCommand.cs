using System.CommandLine;
using OnnxZc.Cli.Checks;
using OnnxZc.Data;
using OnnxZc.Data.Images;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Commands;

/// <summary><c>onnxzc list proxies|operators|rules|data|normalisations</c>.</summary>
static class ListCommand
{
    static readonly IReadOnlyList<Column<ProxyRow>> _proxyColumns =
    [
        new("proxy", Align.Left, proxy => proxy.Name),
        new("aliases", Align.Left, proxy => string.Join(", ", proxy.Aliases)),
        new("better", Align.Left, proxy => KebabCase.Of(proxy.Direction)),
        new("version", Align.Right, proxy => NumberText.Short(proxy.Version)),
        new("source", Align.Left, proxy => proxy.Source),
        new("reads", Align.Left, proxy => proxy.Reads),
    ];

    static readonly IReadOnlyList<Column<SourceForm>> _dataColumns =
    [
        new("data", Align.Left, form => form.Text),
        new("samples by default", Align.Left, form => form.Samples),
        new("normalisation", Align.Left, form => form.Normalise),
        new("content", Align.Left, form => form.Content),
    ];

    static readonly IReadOnlyList<Column<PixelScale>> _scaleColumns =
    [
        new("normalisation", Align.Left, scale => scale.Name),
        new("mean", Align.Left, scale => string.Join(' ', scale.Means.Select(mean => NumberText.Exact(mean)))),
        new("deviation", Align.Left, scale => string.Join(' ', scale.Deviations.Select(d => NumberText.Exact(d)))),
        new("source", Align.Left, scale => scale.Source),
    ];

    static readonly IReadOnlyList<Column<IGrouping<(string Domain, string Type), OperatorId>>> _operatorColumns =
    [
        new("operator", Align.Left, group => group.Key.Type),
        new("domain", Align.Left, group => group.Key.Domain.Length == 0 ? "ai.onnx" : group.Key.Domain),
        new("since versions", Align.Left, group => string.Join(", ", group.Select(id => id.SinceVersion))),
    ];

    /// <summary>The command with its subjects.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal) =>
        new("list", "List what onnxzc knows.")
        {
            Proxies(globals, terminal),
            Subject("operators", "What can be rebuilt.", _operatorColumns, _ => Operators(), globals, terminal),
            ListRules.Create(globals, terminal),
            Subject("data", "Where batches come from.", _dataColumns, _ => BatchSources.Forms, globals, terminal),
            Subject(
                "normalisations", "How pixels become numbers.", _scaleColumns, _ => PixelScale.All, globals, terminal),
        };

    static Command Proxies(GlobalOptions globals, Terminal terminal)
    {
        var plugins = PluginOption.Create();
        var command = Subject(
            "proxies",
            "What can be computed.",
            _proxyColumns,
            parsed => ProxyRow.Of(PluginOption.Known(parsed, plugins)),
            globals,
            terminal);
        command.Add(plugins);
        return command;
    }

    static IReadOnlyList<IGrouping<(string Domain, string Type), OperatorId>> Operators() =>
        [.. OperatorTable.All.GroupBy(id => (id.Domain, id.Type))];

    static Command Subject<T>(
        string name,
        string description,
        IReadOnlyList<Column<T>> columns,
        Func<ParseResult, IReadOnlyList<T>> rows,
        GlobalOptions globals,
        Terminal terminal)
    {
        var format = ListFormats.Option();
        var command = new Command(name, description) { format };
        command.SetAction(parsed =>
        {
            var palette = globals.PaletteFor(parsed, terminal);
            if (ListFormats.IsJson(parsed.GetValue(format)))
                WriteJson(terminal.Out, name, columns, rows(parsed));
            else
                TextTable.Write(terminal.Out, columns, rows(parsed), int.MaxValue, palette);
            return ExitCode.Ok;
        });
        return command;
    }

    static void WriteJson<T>(
        TextWriter writer,
        string subject,
        IReadOnlyList<Column<T>> columns,
        IReadOnlyList<T> rows) =>
        writer.WriteLine(JsonReport.Compose(indented: true, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", $"onnxzc.{subject}/1");
            json.WriteStartArray(subject);
            foreach (var row in rows)
            {
                json.WriteStartObject();
                foreach (var column in columns)
                    json.WriteString(column.Name, column.Get(row));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
}
