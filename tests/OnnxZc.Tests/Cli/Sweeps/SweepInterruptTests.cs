using OnnxZc.Cli;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Store;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>
/// Ctrl-C as a terminal sends it, to the sweep and its workers alike. Workers that are halted by SIGSTOP keep their
/// models in flight for as long as a test wants it.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class SweepInterruptTests(ITestOutputHelper output) : IDisposable
{
    const int Count = 60;
    const int Workers = 2;

    // How long what was begun before is waited for: a lane asks its halted worker, a signal arrives.
    static readonly TimeSpan _settling = TimeSpan.FromSeconds(1);

    static readonly TimeSpan _atOnce = TimeSpan.FromSeconds(20);

    readonly TempFolder _folder = new();

    static int Rounds => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1" ? 25 : 3;

    static int Interrupted => ExitCode.Signal + RunningSweep.StopSignal;

    string Store => _folder.PathOf("scores.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Interrupt_Once_FinishesWhatIsInFlightAndNoMore()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var zoo = SmallZoo.Write(_folder, Count);
        using var sweep = Start(zoo);
        var (workers, before) = Halt(sweep, SweptScores.PerModel);
        sweep.PressInTerminal();
        Thread.Sleep(_settling);
        Assert.False(sweep.HasEnded);
        Resume(workers);
        var (code, text, error) = sweep.End();
        Assert.Equal(Interrupted, code);
        var after = SweptScores.Of(Store);
        Assert.Equal(before.Count + (Workers * SweptScores.PerModel), after.Count);
        var models = after.Count / SweptScores.PerModel;
        Assert.Contains($"stopped after {models} of {Count} models; the same command goes on", error);
        // What is done is reported, under a line of names.
        Assert.Equal(models + 1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        AssertCompleted(zoo, after);
    }

    [Fact]
    public void Interrupt_Twice_StopsAtOnceAndLosesNothing()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var zoo = SmallZoo.Write(_folder, Count);
        using var sweep = Start(zoo);
        var (workers, before) = Halt(sweep, 5 * SweptScores.PerModel);
        sweep.PressInTerminal();
        Thread.Sleep(_settling);
        Assert.False(sweep.HasEnded);
        sweep.PressInTerminal();
        Assert.Equal(Interrupted, sweep.End(_atOnce).Code);
        Resume(workers);
        RunningSweep.AssertEnded(workers);
        Assert.Equal(before, SweptScores.Of(Store));
        AssertCompleted(zoo, before);
    }

    [Fact]
    public void Interrupt_WhileWorkersStart_IsNoFailureOfAModel()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var zoo = SmallZoo.Write(_folder, Count);
        var random = new RandomStream("interrupt");
        for (var round = 0; round < Rounds; round++)
        {
            using var sweep = Start(zoo);
            while (!sweep.HasEnded && sweep.Workers.Length == 0)
                Thread.Sleep(1);
            Thread.Sleep((int)random.Below(round, 60));
            sweep.PressInTerminal();
            var (code, _, error) = sweep.End();
            output.WriteLine($"round {round}: {code}, {SweptScores.Of(Store).Count} scores; {error.Trim()}");
            Assert.Equal(Interrupted, code);
            using var store = ScoreStore.Open(Store);
            Assert.All(store.Cards(), card => Assert.NotEqual(ModelErrorCode.WorkerCrashed, card.Error?.Code));
        }

        AssertCompleted(zoo, SweptScores.Of(Store));
    }

    RunningSweep Start(string zoo) => new(RunningSweep.OwnGroup, SweptScores.Arguments(zoo, Store));

    // Both workers halted, each in the middle of a model.
    (int[] Workers, Dictionary<string, string> Known) Halt(RunningSweep sweep, int scores)
    {
        SweptScores.Await(sweep, Store, scores);
        Assert.True(!sweep.HasEnded, sweep.HasEnded ? sweep.End().Error : "");
        var workers = sweep.Workers;
        Assert.Equal(Workers, workers.Length);
        Array.ForEach(workers, worker => RunningSweep.Signal(worker, "STOP"));
        Thread.Sleep(_settling);
        return (workers, SweptScores.Of(Store));
    }

    static void Resume(int[] workers) => Array.ForEach(workers, worker => RunningSweep.Signal(worker, "CONT"));

    void AssertCompleted(string zoo, Dictionary<string, string> known)
    {
        using var sweep = Start(zoo);
        var (code, _, error) = sweep.End();
        Assert.True(code == ExitCode.Ok, error);
        var all = SweptScores.Of(Store);
        Assert.All(known, score => Assert.Equal(score.Value, all[score.Key]));
        Assert.Equal(SweptScores.Undisturbed(_folder, zoo, Count), all);
    }
}
