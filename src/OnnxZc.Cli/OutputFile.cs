using System.Text;

namespace OnnxZc.Cli;

/// <summary>
/// A file that appears whole or not at all: the text goes to a temporary file beside it, which takes its name in the
/// end. Devices such as <c>/dev/stderr</c> are written to directly.
/// </summary>
sealed class OutputFile : IDisposable
{
    readonly string _path;
    readonly string? _temporary;
    readonly StreamWriter _writer;

    OutputFile(string path, string? temporary)
    {
        (_path, _temporary) = (path, temporary);
        var mode = temporary is null ? FileMode.Open : FileMode.CreateNew;
        var stream = new FileStream(temporary ?? path, mode, FileAccess.Write, FileShare.Read);
        _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    /// <summary>Takes the text.</summary>
    public TextWriter Writer => _writer;

    /// <summary>Takes bytes where the result is no text.</summary>
    public Stream Stream => _writer.BaseStream;

    /// <summary>Makes sure, before any work is done, that <paramref name="path"/> can be written.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public static OutputFile Open(string path, string option = "--output")
    {
        try
        {
            var link = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
            var target = link?.FullName ?? path;
            if (Directory.Exists(target))
                throw new UsageException($"{option} '{path}' is a folder; name a file in it");
            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"{option} '{path}' cannot be written: {WhyNoFolder(folder, path)}");
            if (IsDevice(target))
                return new(target, temporary: null);
            if (File.Exists(target))
                File.OpenWrite(target).Dispose();
            return new(target, $"{target}.{Environment.ProcessId}.tmp");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"{option} '{path}' cannot be written ({e.Message}); name a file in a folder that you may write to",
                e);
        }
    }

    /// <summary>Gives the text its final name.</summary>
    public void Commit()
    {
        _writer.Dispose();
        if (_temporary is not null)
            File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        if (_temporary is not null)
            File.Delete(_temporary);
    }

    static string WhyNoFolder(string folder, string path)
    {
        var name = Path.GetDirectoryName(path);
        return File.Exists(folder)
            ? $"'{name}' is a file; name a folder that you may write to"
            : $"there is no folder '{name}'; make it, or name another";
    }

    static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
