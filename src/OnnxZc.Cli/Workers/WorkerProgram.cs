using System.Diagnostics;

namespace OnnxZc.Cli.Workers;

/// <summary>What is started as a worker.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    const string Name = "onnxzc";

    /// <summary>The program onnxzc, which lies beside this code, as a worker with the options given.</summary>
    public static WorkerProgram Of(IEnumerable<string> options)
    {
        var host = Environment.ProcessPath ?? "dotnet";
        var isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        return isDotnet
            ? new(host, [$"{beside}.dll", "worker", .. options])
            : new(OperatingSystem.IsWindows() ? $"{beside}.exe" : beside, ["worker", .. options]);
    }

    /// <summary>Starts it with all three streams in our hands.</summary>
    public Process Start() => Process.Start(new ProcessStartInfo(File, Arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
