using OnnxZc.Graphs;

namespace OnnxZc.Cli;

/// <summary>A model file to be written; it appears whole or not at all, and overwrites nothing unasked.</summary>
sealed class NewModel : IDisposable
{
    readonly OutputFile _file;

    NewModel(string path, OutputFile file) => (Path, _file) = (path, file);

    /// <summary>The path asked for.</summary>
    public string Path { get; }

    /// <summary>Makes sure, before any work is done, that the file may be written.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="model">The model that is read.</param>
    /// <param name="isForced">Whether it may be overwritten.</param>
    /// <exception cref="UsageException">It may not.</exception>
    public static NewModel Open(string option, string path, string model, bool isForced)
    {
        if (System.IO.Path.GetFullPath(path) == System.IO.Path.GetFullPath(model))
            throw new UsageException($"{option} '{path}' is the model itself; name another file");
        if (File.Exists(path) && !isForced)
            throw new UsageException($"{option} '{path}' exists; name another file, or add --force to overwrite it");
        return new(path, OutputFile.Open(path, option));
    }

    /// <summary>Writes the file and returns its size in bytes.</summary>
    /// <exception cref="ModelException">The graph cannot be written.</exception>
    public long Write(Graph graph)
    {
        OnnxWriter.Write(graph, _file.Stream);
        var size = _file.Stream.Length;
        _file.Commit();
        return size;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
