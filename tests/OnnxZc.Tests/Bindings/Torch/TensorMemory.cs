using System.Diagnostics;
using System.Globalization;
using OnnxZc.Cli.Workers;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

/// <summary>A process that makes and frees tensors, does nothing else, and prints by how many MiB it grew.</summary>
static class TensorMemory
{
    const long MiB = 1 << 20;

    public static int Run(string step)
    {
        // A heap maps what is larger than anything it was given back: from now on it would map none of these.
        Filled(24).Dispose();
        var before = Status("VmRSS");
        var kept = Halves(40, 4);
        switch (step)
        {
            case "holes":
                kept.AddRange(Enumerable.Range(0, 5).Select(_ => Filled(16)));
                Console.WriteLine(Status("VmHWM") - before);
                break;
            case "gone":
                kept.ForEach(tensor => tensor.Dispose());
                kept.Clear();
                Console.WriteLine(Status("VmRSS") - before);
                break;
            case "limited":
                ProcessLimits.HoldAddressSpace(-(1L << 30) + (32 * MiB));
                kept.Add(Filled(96));
                Console.WriteLine(Status("VmHWM") - before);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }

        GC.KeepAlive(kept);
        return 0;
    }

    /// <summary>What the process printed, in MiB.</summary>
    public static double Measure(string step)
    {
        var command = Program.Command("tensor-memory", step);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    // Holes of one tensor each.
    static List<Tensor> Halves(int count, long size)
    {
        var all = Enumerable.Range(0, count).Select(_ => Filled(size)).ToList();
        var kept = all.Where((_, i) => i % 2 == 0).ToList();
        all.Except(kept).ToList().ForEach(tensor => tensor.Dispose());
        return kept;
    }

    static Tensor Filled(long size) => full(size * MiB / sizeof(float), 1f);

    static double Status(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture) / 1024;
}
