using System.Diagnostics;
using System.Globalization;
using OnnxZc.Cli.Workers;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>The real program sweeping in a process of its own, which can be killed.</summary>
sealed class RunningSweep : IDisposable
{
    const int Interrupt = 2;
    const int Terminate = 15;

    readonly Process _process;
    readonly Task<string> _out;
    readonly Task<string> _error;

    public RunningSweep(params string[] args)
        : this([], args)
    {
    }

    /// <summary>As the last words of another command, such as one that sets limits.</summary>
    public RunningSweep(string[] around, string[] args)
    {
        var program = WorkerProgram.Of([]);
        string[] words = [.. around, program.File, .. program.Arguments.SkipLast(1), "rank", .. args];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Its second mapping of code is a file, which a limit on the size of files would hold too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        _process = Process.Start(start)!;
        _out = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Goes around a sweep whose signals are to reach its workers too, as those of a terminal do.</summary>
    public static string[] OwnGroup => ["setsid"];

    public bool HasEnded => _process.HasExited;

    /// <summary>The processes that it has started and that live.</summary>
    public int[] Workers => Children(_process.Id);

    public void Kill() => Signal(_process.Id, "KILL");

    /// <summary>
    /// The signal of Ctrl-C; SIGTERM where that is ignored, as it is below a shell's background jobs.
    /// </summary>
    public static int StopSignal { get; } = IsIgnored(Interrupt) ? Terminate : Interrupt;

    public void Press() => Signal(_process.Id, $"{StopSignal}");

    /// <summary>The same to the workers as well; for a sweep within <see cref="OwnGroup"/>.</summary>
    public void PressInTerminal() => Signal(-_process.Id, $"{StopSignal}");

    public static void Signal(int process, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process} 2>/dev/null"]);
        kill.WaitForExit();
    }

    /// <summary>Fails when a process is still there after a while.</summary>
    public static void AssertEnded(IReadOnlyCollection<int> processes)
    {
        for (var wait = 0; wait < 1000 && processes.Any(IsAlive); wait++)
            Thread.Sleep(20);
        Assert.DoesNotContain(processes, IsAlive);
    }

    /// <summary>The exit code, and what it wrote; fails when it does not end.</summary>
    public (int Code, string Out, string Error) End(TimeSpan? within = null)
    {
        Assert.True(_process.WaitForExit(within ?? TimeSpan.FromMinutes(5)), "the sweep does not end");
        return (_process.ExitCode, _out.Result, _error.Result);
    }

    public static bool IsAlive(int process) =>
        StatOf(process) is { } stat && stat.State != "Z";

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    static bool IsIgnored(int signal)
    {
        const string Field = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(Field, StringComparison.Ordinal));
        var ignored = ulong.Parse(line[Field.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((ignored >> (signal - 1)) & 1) != 0;
    }

    static int[] Children(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && StatOf(id) is { } stat && stat.Parent == parent && stat.State != "Z"),
    ];

    // The name in parentheses may hold blanks.
    static (string State, int Parent)? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
