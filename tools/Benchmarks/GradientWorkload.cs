using System.Diagnostics;

namespace OnnxZc.Bench;

/// <summary>The same network and batch, done twice: all first-order proxies, and one bare pass.</summary>
/// <param name="Proxies">Scores the nine proxies together, once.</param>
/// <param name="BarePass">One forward and backward pass of the loss and nothing else, once.</param>
sealed record GradientWorkload(Action Proxies, Action BarePass)
{
    /// <summary>Loads <paramref name="model"/>; null as long as this build has no gradient engine.</summary>
    public static GradientWorkload? Create(string model, int batch) => null;

    /// <summary>The wall time of one run of <paramref name="action"/>, in milliseconds.</summary>
    public static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Runs <c>proxies</c> or <c>bare</c> in this process and prints its peak memory in MiB.</summary>
    public static int RunChild(string pass, string model, int batch)
    {
        if (Create(model, batch) is not { } workload)
            return 1;
        (pass == "proxies" ? workload.Proxies : workload.BarePass)();
        Console.WriteLine(PeakMemory.MiB());
        return 0;
    }
}
