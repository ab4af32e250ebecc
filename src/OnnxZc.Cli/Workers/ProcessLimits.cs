using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OnnxZc.Cli.Workers;

/// <summary>
/// What this process may take of the machine. Elsewhere than on Linux only the managed heap is held; there the parent's
/// watch on the working set does the rest.
/// </summary>
static partial class ProcessLimits
{
    const int CoreFileSize = 4;
    const int AddressSpace = 9;

    // Code and data of the native libraries, which are loaded after the limit stands.
    const long LibraryBytes = 1L << 30;

    // What the runtime takes between two looks at what it has.
    const long HeapReserve = 64L << 20;

    /// <summary>Three quarters of the memory that this process might use when it started.</summary>
    public static long DefaultMemory { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>Makes this process a worker: <paramref name="bytes"/> of heap and as much address space.</summary>
    /// <param name="bytes">The memory for one model.</param>
    /// <param name="device">Drivers of other devices than the processor reserve address space without end.</param>
    public static void Hold(long bytes, string device)
    {
        DivertNativeOutput();
        HoldHeap(bytes);
        if (device == "cpu")
            HoldAddressSpace(bytes);
    }

    /// <summary>
    /// Holds the managed heap to <paramref name="bytes"/>, or to little more than it has already: beyond that an
    /// allocation fails.
    /// </summary>
    public static void HoldHeap(long bytes)
    {
        var least = GC.GetGCMemoryInfo().TotalCommittedBytes + HeapReserve;
        AppContext.SetData("GCHeapHardLimit", (ulong)Math.Max(bytes, least));
        GC.RefreshMemoryLimit();
    }

    /// <summary>
    /// Holds the address space to what it is now, plus 1 GiB for libraries, plus <paramref name="bytes"/>; and leaves
    /// no memory image behind in a crash. A lower limit that somebody set before stays.
    /// </summary>
    public static void HoldAddressSpace(long bytes)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        var most = (ulong)((pages * Environment.SystemPageSize) + LibraryBytes + bytes);
        _ = SetLimit(AddressSpace, new(most, most));
        _ = SetLimit(CoreFileSize, default);
    }

    /// <summary>Sends what native libraries print on stdout to stderr; open writers keep the real one.</summary>
    public static void DivertNativeOutput()
    {
        if (!OperatingSystem.IsWindows())
            _ = Duplicate(2, 1);
    }

    /// <summary>Ends this process at once, whatever its threads are doing.</summary>
    public static void Die() => Process.GetCurrentProcess().Kill();

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    readonly record struct Limit(ulong Soft, ulong Hard);
}
