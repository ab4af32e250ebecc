using OnnxZc.Cli.Workers;

namespace OnnxZc.Cli;

/// <summary>What one model may take.</summary>
/// <param name="Time">Seconds on the clock.</param>
/// <param name="Memory">Bytes: of the managed heap, of new address space, and of a worker's working set.</param>
sealed record ModelBudget(TimeSpan Time, long Memory)
{
    /// <summary>Ten minutes, and three quarters of the machine's memory.</summary>
    public static ModelBudget Default => new(TimeSpan.FromMinutes(10), ProcessLimits.DefaultMemory);
}
