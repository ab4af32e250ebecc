using OnnxZc.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class MemoryTests
{
    const int LivingAtOnce = 160;
    const int Held = 80;
    const int Slack = 12;

    [PoolFact]
    public void Tensors_LargerThanTheHolesBeforeThem_TakeNoMoreThanLivedAtOnce() =>
        Assert.InRange(ProcessMemory.Measure("tensor-memory", "holes"), LivingAtOnce - Slack, LivingAtOnce + Slack);

    [PoolFact]
    public void Tensors_AllFreed_LeaveNothingBehind() =>
        Assert.InRange(ProcessMemory.Measure("tensor-memory", "gone"), -Slack, Slack);

    [PoolFact]
    public void Tensor_LargerThanWhatIsLeftButForHoles_IsMade() =>
        Assert.InRange(ProcessMemory.Measure("tensor-memory", "limited"), LivingAtOnce, Held + 96 + Slack);

    [Fact]
    public void Tensors_MadeAndFreedOnSeveralThreads_KeepTheirContents() =>
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            var draw = new RandomStream($"memory:{thread}");
            var alive = new List<(Tensor Tensor, float Value)>();
            for (var i = 0; i < 400; i++)
            {
                // From 8 KiB to 4 MiB: a third of them below the size from which tensors are pooled.
                var count = (long)Math.Pow(2, 11 + (9 * draw.Uniform(2 * i)));
                var value = (thread * 1000) + i;
                alive.Add((full(count, (float)value), value));
                if (alive.Count < 12)
                    continue;
                var at = (int)draw.Below((2 * i) + 1, alive.Count);
                Check(alive[at]);
                alive.RemoveAt(at);
            }

            alive.ForEach(Check);
        });

    static void Check((Tensor Tensor, float Value) made)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(made.Value, made.Tensor.min().ToDouble());
        Assert.Equal(made.Value, made.Tensor.max().ToDouble());
        made.Tensor.Dispose();
    }
}
