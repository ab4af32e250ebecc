using System.CommandLine;
using System.Globalization;
using OnnxZc.Reports;
using OnnxZc.Search;

namespace OnnxZc.Cli.Cells;

/// <summary><c>onnxzc cells list</c>.</summary>
static class CellsListCommand
{
    static readonly IReadOnlyList<Column<ISearchSpace>> _columns =
    [
        new("space", Align.Left, space => space.Name),
        new("aliases", Align.Left, space => string.Join(", ", space.Aliases)),
        new("architectures", Align.Right, space =>
            space.Size?.ToString("N0", CultureInfo.InvariantCulture) ?? "sampled"),
        new("forms", Align.Left, space => string.Join(", ", space.Forms)),
        new("encodings", Align.Left, space => string.Join(", ", space.Encodings)),
        new("settings", Align.Left, space =>
            SettingsText.Print(space.Defaults with { Form = null }).Replace(",", ", ", StringComparison.Ordinal)),
        new("source", Align.Left, space => space.Source),
    ];

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var format = ListFormats.Option();
        var command = new Command("list", "List the search spaces, their forms, encodings and usual settings.")
        {
            format,
        };
        command.SetAction(parsed =>
        {
            if (ListFormats.IsJson(parsed.GetValue(format)))
                terminal.Out.WriteLine(Json());
            else
                TextTable.Write(
                    terminal.Out, _columns, SpaceCatalog.All, int.MaxValue, globals.PaletteFor(parsed, terminal));
            return ExitCode.Ok;
        });
        return command;
    }

    static string Json() => JsonReport.Compose(indented: true, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "onnxzc.spaces/1");
        json.WriteStartArray("spaces");
        foreach (var space in SpaceCatalog.All)
        {
            json.WriteStartObject();
            json.WriteString("name", space.Name);
            json.WriteString("title", space.Title);
            json.WriteString("source", space.Source);
            json.WriteString("licence", space.Licence);
            if (space.Size is { } size)
                json.WriteNumber("architectures", size);
            else
                json.WriteNull("architectures");
            WriteAll("aliases", space.Aliases);
            WriteAll("forms", space.Forms);
            WriteAll("encodings", space.Encodings);
            json.WriteString("settings", SettingsText.Print(space.Defaults));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteAll(string name, IReadOnlyList<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    });
}
