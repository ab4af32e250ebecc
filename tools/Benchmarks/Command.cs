using System.ComponentModel;
using System.Diagnostics;

namespace OnnxZc.Bench;

/// <summary>A program that is run to its end, again and again.</summary>
sealed record Command(string File, params string[] Arguments)
{
    /// <summary>The wall time of one run, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">The program is missing or fails.</exception>
    public double Milliseconds()
    {
        var start = Stopwatch.GetTimestamp();
        Output();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What one run prints.</summary>
    /// <exception cref="InvalidOperationException">The program is missing or fails.</exception>
    public string Output()
    {
        if (Run() is not { } run)
            throw new InvalidOperationException($"{File}: no such program");
        return run.ExitCode == 0
            ? run.Output
            : throw new InvalidOperationException($"{this} ended with {run.ExitCode}: {run.Error}");
    }

    /// <summary>Whether the program exists and ends with 0.</summary>
    public bool Works() => Run() is { ExitCode: 0 };

    public override string ToString() => string.Join(' ', Arguments.Prepend(Path.GetFileName(File)));

    (int ExitCode, string Output, string Error)? Run()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result.Trim());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
