using System.Diagnostics;

namespace OnnxZc.Cli.Workers;

/// <summary>What is started as a worker.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    const string Name = "onnxzc";

    /// <summary>This program as a worker with the options given; under a host such as dotnet, by that host.</summary>
    public static WorkerProgram Of(IEnumerable<string> options)
    {
        var host = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(host) == Name
            ? new(host, ["worker", .. options])
            : new(host, [Path.Combine(AppContext.BaseDirectory, Name + ".dll"), "worker", .. options]);
    }

    /// <summary>Starts it with all three streams in our hands.</summary>
    public Process Start() => Process.Start(new ProcessStartInfo(File, Arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
