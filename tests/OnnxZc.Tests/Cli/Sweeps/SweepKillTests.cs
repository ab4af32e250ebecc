using OnnxZc.Cli;
using OnnxZc.Numerics;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>Sweeps of 200 networks that are killed at random moments; ONNXZC_FULL=1 makes it many more kills.</summary>
[Collection(AloneCollection.Name)]
public sealed class SweepKillTests(ITestOutputHelper output) : IDisposable
{
    const int Count = 200;

    readonly TempFolder _folder = new();

    public static TheoryData<string> Victims => ["worker", "parent", "both", "interrupt"];

    static int Rounds => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1" ? 25 : 3;

    string Store => _folder.PathOf("scores.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Victims))]
    public void Sweep_KilledAtRandomMoments_LosesNothingAndCountsNothingTwice(string victim)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var zoo = SmallZoo.Write(_folder, Count);
        var expected = SweptScores.Undisturbed(_folder, zoo, Count);
        var random = new RandomStream($"kill:{victim}", 0);
        var known = new Dictionary<string, string>();
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var sweep = new RunningSweep(SweptScores.Arguments(zoo, Store));
            SweptScores.Await(sweep, Store, known.Count + (int)random.Below(2 * round, expected.Count / Rounds));
            kills += Kill(sweep, victim, random.Word((2 * round) + 1)) ? 1 : 0;
            var now = SweptScores.Of(Store);
            Assert.All(known, score => Assert.Equal(score.Value, now.GetValueOrDefault(score.Key)));
            Assert.All(now, score => Assert.Equal(expected[score.Key], score.Value));
            output.WriteLine($"{victim}, round {round}: {known.Count} scores before, {now.Count} after");
            known = now.Count < expected.Count ? now : Fresh();
        }

        using var last = new RunningSweep(SweptScores.Arguments(zoo, Store));
        Assert.Equal(ExitCode.Ok, last.End().Code);
        Assert.Equal(expected, SweptScores.Of(Store));
        Assert.True(kills > 0, "every sweep was through before it was killed");
    }

    // Whether it was killed before it was through.
    static bool Kill(RunningSweep sweep, string victim, ulong chance)
    {
        Thread.Sleep((int)(chance % 100));
        var workers = sweep.Workers;
        if (sweep.HasEnded)
            return false;
        if (victim is "worker" or "both" && workers.Length > 0)
            RunningSweep.Signal(workers[chance % (ulong)workers.Length], "KILL");
        if (victim is "parent" or "both")
            sweep.Kill();
        if (victim == "interrupt")
            sweep.Press();
        var code = sweep.End().Code;
        // It may have been through before the signal arrived.
        if (code == ExitCode.Ok && victim != "worker")
            return false;
        Assert.Contains(code, victim switch
        {
            "worker" => new[] { ExitCode.Ok, ExitCode.Partial },
            "interrupt" => [ExitCode.Signal + RunningSweep.StopSignal],
            _ => [ExitCode.Signal + 9],
        });
        // A worker whose parent is gone ends by itself.
        RunningSweep.AssertEnded(workers);
        return true;
    }

    Dictionary<string, string> Fresh()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Root, "scores.db*"))
            File.Delete(file);
        return [];
    }
}
