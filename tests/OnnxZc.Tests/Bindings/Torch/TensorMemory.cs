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
        var before = ProcessMemory.Resident;
        var kept = Halves(40, 4);
        switch (step)
        {
            case "holes":
                kept.AddRange(Enumerable.Range(0, 5).Select(_ => Filled(16)));
                Console.WriteLine(ProcessMemory.Peak - before);
                break;
            case "gone":
                kept.ForEach(tensor => tensor.Dispose());
                kept.Clear();
                Console.WriteLine(ProcessMemory.Resident - before);
                break;
            case "limited":
                // To 32 MiB more than there is: it adds 1 GiB for libraries, which are loaded.
                ProcessLimits.HoldAddressSpace((32 * MiB) - (1L << 30));
                kept.Add(Filled(96));
                Console.WriteLine(ProcessMemory.Peak - before);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }

        GC.KeepAlive(kept);
        return 0;
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
}
