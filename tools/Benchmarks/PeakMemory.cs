namespace OnnxZc.Bench;

/// <summary>The largest resident size that this process ever had, as the Linux kernel counts it.</summary>
static class PeakMemory
{
    const string Field = "VmHWM:";

    public static double MiB()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return double.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024;
    }
}
