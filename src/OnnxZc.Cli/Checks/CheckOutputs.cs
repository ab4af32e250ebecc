using OnnxZc.Checks;
using OnnxZc.Reports;
using OnnxZc.Reports.Checking;

namespace OnnxZc.Cli.Checks;

/// <summary>All that a check is written to; files are opened before any work is done.</summary>
sealed class CheckOutputs : IDisposable
{
    readonly Terminal _terminal;
    readonly Palette _palette;
    readonly IReadOnlyList<CheckOutput> _outputs;
    readonly List<OutputFile> _files = [];

    CheckOutputs(IReadOnlyList<CheckOutput> outputs, Terminal terminal, Palette palette)
    {
        (_outputs, _terminal, _palette) = (outputs, terminal, palette);
        try
        {
            foreach (var output in outputs.Where(output => output.Path is not null))
                _files.Add(OutputFile.Open(output.Path!, "--format"));
        }
        catch (UsageException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads the values of <c>--format</c> and opens the files that they name.</summary>
    /// <exception cref="UsageException">One names no form, or a file that cannot be written.</exception>
    public static CheckOutputs Open(IEnumerable<string> formats, Terminal terminal, Palette palette) =>
        Open(CheckOutput.Parse(formats), terminal, palette);

    /// <summary>Opens the files of these outputs.</summary>
    /// <exception cref="UsageException">One cannot be written.</exception>
    public static CheckOutputs Open(IReadOnlyList<CheckOutput> outputs, Terminal terminal, Palette palette) =>
        new(outputs, terminal, palette);

    /// <summary>Writes a report in every form; stdout, which may have gone away, comes last.</summary>
    public void Write(CheckReport report)
    {
        foreach (var (output, file) in _outputs.Where(output => output.Path is not null).Zip(_files))
        {
            output.Format.Write(file.Writer, report, CheckStyle.Plain);
            file.Commit();
        }

        if (_outputs.Any(output => output.Format is CheckGitHub))
            GitHubFiles.Write(_terminal, report, _outputs.FirstOrDefault(output => output.Path is not null)?.Path);
        foreach (var output in _outputs.Where(output => output.Path is null))
            output.Format.Write(_terminal.Out, report, new(_terminal.Width(), _palette));
        _terminal.Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());
}
