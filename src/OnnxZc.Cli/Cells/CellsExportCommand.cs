using System.CommandLine;
using System.Globalization;
using OnnxZc.Networks;
using OnnxZc.Reports;
using OnnxZc.Search;

namespace OnnxZc.Cli.Cells;

/// <summary><c>onnxzc cells export SPACE</c>.</summary>
sealed class CellsExportCommand
{
    readonly Argument<string> _space = new("SPACE") { Description = "A search space; onnxzc cells list shows all" };

    readonly Option<string?> _architecture = TextOption.Of(
        "--arch", "text", "One architecture, in any of the space's encodings");

    readonly Option<string?> _index = TextOption.Of(
        "--index", "N|A..B", "The architectures of these numbers in the published order");

    readonly Option<string?> _sample = TextOption.Of("--sample", "N", "N different architectures by --seed");

    readonly Option<bool> _all = new("--all") { Description = "All architectures" };

    readonly Option<string?> _output = TextOption.Of(
        "--output", "path", "The file to write; for several architectures the folder", "-o");

    readonly Option<bool> _force = new("--force") { Description = "Overwrite the file if there is one" };

    readonly SpaceOptions _settings = new();

    readonly Option<bool> _weights = new("--weights")
    {
        Description = "Write the weights, too; else a file draws them when it is read, and is small",
    };

    readonly Option<string?> _init = TextOption.Of(
        "--init", "scheme", "With --weights: how they are drawn, as for onnxzc score; PyTorch's default if not given");

    readonly Option<string?> _seed = TextOption.Of(
        "--seed", "S", "The seed of the sample and of written weights; 0 by default");

    /// <summary>The command with its options.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var syntax = new CellsExportCommand();
        var command = new Command("export", "Write networks of a search space as ONNX files.")
        {
            syntax._space, syntax._architecture, syntax._index, syntax._sample, syntax._all, syntax._output,
            syntax._force, syntax._weights, syntax._init, syntax._seed,
        };
        foreach (var option in syntax._settings.All)
            command.Add(option);
        command.SetAction(parsed => syntax.Run(parsed, globals.IsQuiet(parsed), terminal));
        return command;
    }

    int Run(ParseResult parsed, bool isQuiet, Terminal terminal)
    {
        try
        {
            var models = Models(parsed);
            var form = Form(parsed);
            var output = parsed.GetValue(_output)
                ?? throw new UsageException("give -o FILE, or -o FOLDER for several architectures");
            models[0].Build();
            return models is [var only] && !Directory.Exists(output)
                ? WriteOne(only, form, output, parsed.GetValue(_force), isQuiet, terminal)
                : WriteAll(models, form, output, isQuiet, terminal);
        }
        catch (ArchitectureException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    IReadOnlyList<SpaceModel> Models(ParseResult parsed)
    {
        var name = parsed.GetValue(_space)!;
        var space = SpaceCatalog.Find(name) ?? throw new UsageException(
            $"there is no search space '{name}'{NearestName.Hint(name, SpaceCatalog.All.Select(s => s.Name))}; "
            + "onnxzc cells list shows all");
        var selection = new SpaceSelection(space, _settings.Bind(parsed));
        var seed = Seed(parsed);
        return (parsed.GetValue(_architecture), parsed.GetValue(_index), parsed.GetValue(_sample),
            parsed.GetValue(_all)) switch
        {
            ({ } text, null, null, false) => [new(space, _settings.Bind(parsed), space.Parse(text))],
            (null, { } index, null, false) => selection.Of(index.Contains("..") ? index : $"{index}..{index}"),
            (null, null, { } count, false) => selection.Sample(OptionValues.Count("--sample", count, 1), seed),
            (null, null, null, true) => selection.Of("all"),
            _ => throw new UsageException(
                "say which architectures: one of --arch TEXT, --index N or A..B, --sample N and --all"),
        };
    }

    ExportForm Form(ParseResult parsed)
    {
        if (parsed.GetValue(_init) is not null && !parsed.GetValue(_weights))
            throw new UsageException("--init says how the weights of --weights are drawn: give that too");
        return new(
            parsed.GetValue(_weights)
                ? parsed.Value(_init, OptionValues.Choice<InitScheme>, InitScheme.Default)
                : null,
            Seed(parsed));
    }

    long Seed(ParseResult parsed) => parsed.Value(_seed, (option, text) => OptionValues.Integer(option, text), 0);

    static int WriteOne(
        SpaceModel model, ExportForm form, string output, bool isForced, bool isQuiet, Terminal terminal)
    {
        if (File.Exists(output) && !isForced)
            throw new UsageException($"--output '{output}' exists; name another file, or add --force to overwrite it");
        var written = ExportedNetwork.Write(model, form, output);
        if (!isQuiet)
        {
            terminal.Out.WriteLine(TerminalText.Clean(
                $"{output}: {model.Name}, {Number(written.Bytes)} bytes, {Number(written.Parameters)} parameters, "
                + $"{Number(written.Macs)} multiply-accumulates"));
        }

        return ExitCode.Ok;
    }

    static int WriteAll(
        IReadOnlyList<SpaceModel> models, ExportForm form, string folder, bool isQuiet, Terminal terminal)
    {
        Directory.CreateDirectory(folder);
        var export = new FolderExport(folder, form, terminal, isQuiet);
        export.Run(models);
        if (terminal.Signal() is { } signal)
        {
            terminal.Tell($"stopped after {export.Written} files; the same command goes on with the rest");
            return ExitCode.Signal + signal;
        }

        if (!isQuiet)
        {
            terminal.Out.WriteLine(TerminalText.Clean(
                $"{folder}: {Number(export.Written)} of {Number(models.Count)} networks written, the others were "
                + $"there; {ExportManifest.FileName} lists them"));
        }

        return ExitCode.Ok;
    }

    static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
