using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OnnxZc.Search;
using OnnxZc.Search.Building;

namespace OnnxZc.Cli.Cells;

/// <summary>
/// Writes many networks to a folder, over all cores. Files appear whole or not at all, and those that the manifest
/// knows are not written again: a run that is stopped goes on by the same command.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="form">How networks are written.</param>
/// <param name="terminal">Told how far it is, and asked whether to stop.</param>
/// <param name="isQuiet">Whether nothing is told.</param>
sealed partial class FolderExport(string folder, ExportForm form, Terminal terminal, bool isQuiet)
{
    const int RowsBetweenManifests = 500;
    const int HashDigits = 16;

    readonly ConcurrentDictionary<string, ExportedNetwork> _rows = new(ExportManifest.Read(folder));
    readonly Lock _lock = new();
    int _written;
    int _done;

    /// <summary>How many files were written.</summary>
    public int Written => _written;

    /// <summary>Writes the networks that are not there; fewer where somebody wants to stop.</summary>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    /// <exception cref="ArchitectureException">A network cannot be built.</exception>
    public void Run(IReadOnlyList<SpaceModel> models)
    {
        var progress = new Progress(terminal, models.Count, !isQuiet);
        try
        {
            Parallel.ForEach(
                models,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                (model, state) =>
                {
                    if (terminal.Signal() is not null)
                        state.Stop();
                    else
                        Write(model, progress);
                });
        }
        catch (AggregateException e)
        {
            // What went wrong in one core most likely went wrong in all.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        finally
        {
            progress.Clear();
            if (_written > 0)
                ExportManifest.Write(folder, _rows.Values);
        }
    }

    /// <summary>
    /// The file of a network: <c>nb201-04421.onnx</c>, with settings that are given between, and where the space has no
    /// numbers a hash of the architecture.
    /// </summary>
    public static string FileName(SpaceModel model)
    {
        var settings = SettingsText.Print(model.Settings);
        var between = settings.Length == 0 ? "" : $"-{Separators().Replace(settings, "-")}";
        var digits = ((model.Space.Size ?? 1) - 1).ToString(CultureInfo.InvariantCulture).Length;
        var id = model.Index is { } index
            ? index.ToString($"D{digits}", CultureInfo.InvariantCulture)
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model.Architecture.Text)))[..HashDigits];
        return $"{model.Space.Name}{between}-{id}.onnx";
    }

    void Write(SpaceModel model, Progress progress)
    {
        var name = FileName(model);
        var path = Path.Combine(folder, name);
        if (!IsThere(model, name, path))
        {
            _rows[name] = ExportedNetwork.Write(model, form, path);
            if (Interlocked.Increment(ref _written) % RowsBetweenManifests == 0)
            {
                lock (_lock)
                    ExportManifest.Write(folder, _rows.Values);
            }
        }

        var done = Interlocked.Increment(ref _done);
        lock (_lock)
            progress.Next(done, name);
    }

    bool IsThere(SpaceModel model, string name, string path) =>
        _rows.TryGetValue(name, out var row)
        && row.Encoding == model.Architecture.Text
        && row.Settings == ExportedNetwork.SettingsOf(model)
        && row.Weights == form.Text
        && row.Version == NetworkBuilder.Version
        && new FileInfo(path) is { Exists: true } file && file.Length == row.Bytes;

    [GeneratedRegex("[=,]+")]
    private static partial Regex Separators();
}
