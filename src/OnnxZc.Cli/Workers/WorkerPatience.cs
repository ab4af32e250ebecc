using OnnxZc.Reports;

namespace OnnxZc.Cli.Workers;

/// <summary>How long and how much a worker may take for one model.</summary>
/// <param name="Time">Seconds on the clock.</param>
/// <param name="Memory">Bytes of its working set.</param>
/// <param name="IsStopWanted">Whether somebody wants to stop.</param>
sealed record WorkerPatience(TimeSpan Time, long Memory, Func<bool> IsStopWanted)
{
    /// <summary>Why a worker has to end, or null as long as it may go on.</summary>
    public WorkerAnswer? Verdict(TimeSpan elapsed, Func<long> workingSet)
    {
        if (IsStopWanted())
            return new(WorkerOutcome.Interrupted, "interrupted");
        if (elapsed > Time)
        {
            return new(
                WorkerOutcome.TimedOut,
                $"it took more than {NumberText.Short(Time.TotalSeconds)} seconds; give it more by --timeout");
        }

        return workingSet() > Memory ? new(WorkerOutcome.OutOfMemory, Excess) : null;
    }

    /// <summary>What is said of a worker that took too much memory.</summary>
    public string Excess =>
        $"it took more than {ByteSize.Text(Memory)} of memory; "
        + "use a smaller --batch-size, or give more by --max-memory";
}
