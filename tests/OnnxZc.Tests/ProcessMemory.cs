using System.Diagnostics;
using System.Globalization;

namespace OnnxZc.Tests;

/// <summary>What Linux says of this process's memory, and a program of <see cref="Program"/> of its own.</summary>
static class ProcessMemory
{
    /// <summary>What is resident, in MiB.</summary>
    public static double Resident => MiB("VmRSS");

    /// <summary>The most that ever was.</summary>
    public static double Peak => MiB("VmHWM");

    /// <summary>Starts a program that prints one number, and returns it.</summary>
    public static double Measure(params string[] program)
    {
        var command = Program.Command(program);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    static double MiB(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture) / 1024;
}
