using System.Diagnostics;

namespace OnnxZc.Bench;

/// <summary>What the time of an action is.</summary>
/// <param name="name">What is read.</param>
/// <param name="read">The time since some beginning.</param>
sealed class Clock(string name, Func<TimeSpan> read)
{
    /// <summary>The time that passes.</summary>
    public static Clock Wall { get; } = new("wall", () => Stopwatch.GetElapsedTime(0));

    /// <summary>
    /// What all threads of this process take, in the kernel too: it depends less on what else the machine does.
    /// </summary>
    public static Clock Processor { get; } = new("processor time", () => Environment.CpuUsage.TotalTime);

    /// <summary>
    /// What the calling thread takes: about the wall time of a machine at rest, where threads share the work evenly
    /// and sleep while they wait.
    /// </summary>
    public static Clock Thread { get; } = new("thread time", () => TimeSpan.FromMicroseconds(
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0]) / 1000.0));

    public string Name => name;

    /// <summary>How long one run of <paramref name="action"/> takes, in milliseconds.</summary>
    public double Milliseconds(Action action)
    {
        var start = read();
        action();
        return (read() - start).TotalMilliseconds;
    }
}
