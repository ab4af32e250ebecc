using System.Diagnostics;
using OnnxZc.Cli.Workers;

namespace OnnxZc.Tests.Ci;

/// <summary>
/// A folder in which commands run as on a machine of continuous integration: <c>onnxzc</c> on the path is the real
/// program, git has a name to commit under, and nothing of this machine's user is read.
/// </summary>
sealed class Shell : IDisposable
{
    readonly Dictionary<string, string> _environment;

    public Shell()
    {
        Root = Directory.CreateTempSubdirectory("onnxzc-ci-").FullName;
        Tools = Directory.CreateDirectory(In("tools")).FullName;
        var program = WorkerProgram.Of([]);
        var words = program.Arguments.SkipLast(1).Prepend(program.File).Select(word => $"'{word}'");
        var script = Path.Combine(Tools, "onnxzc");
        File.WriteAllText(script, $"#!/bin/sh\nexec {string.Join(' ', words)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        _environment = new()
        {
            ["PATH"] = $"{Tools}:{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = Root,
            ["XDG_CONFIG_HOME"] = In("config"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_AUTHOR_NAME"] = "A",
            ["GIT_AUTHOR_EMAIL"] = "a@example.com",
            ["GIT_COMMITTER_NAME"] = "A",
            ["GIT_COMMITTER_EMAIL"] = "a@example.com",
            ["ONNXZC"] = Checkout.Root,
        };
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The folder of the program.</summary>
    public string Tools { get; }

    /// <summary>A path in the folder.</summary>
    public string In(string name) => Path.Combine(Root, name);

    /// <summary>Runs a script in bash, which stops at the first command that fails.</summary>
    public (int Code, string Out, string Error) Run(string script, string folder = ".", params string[] environment)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        {
            WorkingDirectory = Path.Combine(Root, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in _environment.Concat(environment.Select(Pair)))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Runs a script that must succeed, and gives what it wrote.</summary>
    public string Do(string script, string folder = ".")
    {
        var (code, output, error) = Run(script, folder);
        Assert.True(code == 0, $"{script}\n{output}{error}");
        return output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    static KeyValuePair<string, string> Pair(string text) => text.Split('=', 2) is [var name, var value]
        ? new(name, value)
        : throw new ArgumentException(text);

    static bool IsOurs(string name) => name.StartsWith("ONNXZC_", StringComparison.Ordinal)
        || name.StartsWith("GITHUB_", StringComparison.Ordinal);
}
