using System.Diagnostics;

namespace OnnxZc.Fuzz;

/// <summary>Makes mutants and tries them, on every core.</summary>
sealed class Campaign(Settings settings, Mutator mutator, Tally tally, string folder)
{
    const long MostGrowth = 256L << 20;
    const long MostResidentGrowth = 1L << 30;
    const int WarmUp = 2000;

    readonly Trial _trial = new();
    long _next = settings.From - 1;
    (long Heap, long Resident)? _settled;

    /// <summary>Runs until all mutants are tried; returns how many bytes heap and memory grew meanwhile.</summary>
    public (long Heap, long Resident) Run()
    {
        Lane[] lanes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(i => new Lane(i))];
        foreach (var lane in lanes)
            Start(lane);
        while (lanes.Any(lane => lane.Thread.IsAlive))
        {
            foreach (var lane in lanes.Where(lane => lane.Elapsed.TotalSeconds > settings.Budget))
                GiveUp(lane);
            Thread.Sleep(50);
        }

        var (before, after) = (_settled ?? default, Memory());
        var (heap, resident) = _settled is null
            ? default
            : (Math.Max(0, after.Heap - before.Heap), Math.Max(0, after.Resident - before.Resident));
        if (heap > MostGrowth || resident > MostResidentGrowth)
            tally.Add(new("memory growth", true, $"{heap} bytes of heap, {resident} resident"), -1, "all", []);
        return (heap, resident);
    }

    // The heap as it is when nothing more can be collected; what the system sees holds native memory too.
    static (long Heap, long Resident) Memory() => (GC.GetTotalMemory(true), Environment.WorkingSet);

    void Start(Lane lane)
    {
        lane.Thread = new Thread(() => Work(lane, lane.Life)) { IsBackground = true };
        lane.Thread.Start();
    }

    // The thread cannot be stopped; another takes its place, and what it still finds does not count.
    void GiveUp(Lane lane)
    {
        tally.Add(new("over time", true, $"more than {settings.Budget} s"), lane.Mutant, lane.Origin, lane.Bytes);
        tally.Finish();
        lane.Life++;
        lane.Since = 0;
        Start(lane);
    }

    void Work(Lane lane, int life)
    {
        using var worker = settings.ScoreShare > 0 ? Trial.Worker() : null;
        while (lane.Life == life && Interlocked.Increment(ref _next) is var mutant
            && mutant < settings.From + settings.Count)
        {
            var (bytes, origin) = mutator.Make(mutant);
            var path = Path.Combine(folder, $"lane-{lane.Number}-{life}.onnx");
            File.WriteAllBytes(path, bytes);
            (lane.Mutant, lane.Origin, lane.Bytes, lane.Since) = (mutant, origin, bytes, Stopwatch.GetTimestamp());
            var verdict = _trial.Static(path);
            lane.Since = 0;
            if (lane.Life != life)
                return;
            tally.Add(verdict, mutant, origin, bytes);
            if (worker is not null && verdict.IsRead && IsScored(mutant))
                tally.Add(Trial.Scored(path, worker), mutant, origin, bytes);
            tally.Finish();
            if (mutant == settings.From + WarmUp)
                _settled = Memory();
        }
    }

    bool IsScored(long mutant) => new Draws(settings.Seed, -1 - mutant).Below(1_000_000) < settings.ScoreShare * 1e6;

    /// <summary>A thread and the mutant that it is at.</summary>
    sealed class Lane(int number)
    {
        public int Number => number;

        public Thread Thread { get; set; } = Thread.CurrentThread;

        public int Life { get; set; }

        public long Since { get; set; }

        public long Mutant { get; set; }

        public string Origin { get; set; } = "";

        public byte[] Bytes { get; set; } = [];

        public TimeSpan Elapsed => Since is > 0 and var since ? Stopwatch.GetElapsedTime(since) : default;
    }
}
