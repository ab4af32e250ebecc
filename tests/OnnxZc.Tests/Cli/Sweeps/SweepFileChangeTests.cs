using Google.Protobuf;
using OnnxZc.Cli;
using OnnxZc.Numerics;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>Files of models that are deleted, cut off and replaced at random moments of a sweep.</summary>
[Collection(AloneCollection.Name)]
public sealed class SweepFileChangeTests(ITestOutputHelper output) : IDisposable
{
    const int Count = 100;
    const int Victims = 30;

    readonly TempFolder _folder = new();

    static int Rounds => Environment.GetEnvironmentVariable("ONNXZC_FULL") == "1" ? 25 : 2;

    string Store => _folder.PathOf("scores.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sweep_FilesChangeMeanwhile_ScoresWhatIsThereAndCompletesTheRestLater()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var zoo = SmallZoo.Write(_folder, Count);
        var expected = SweptScores.Undisturbed(_folder, zoo, Count);
        for (var round = 0; round < Rounds; round++)
        {
            var random = new RandomStream($"mischief:{round}");
            int[] victims = [.. Enumerable.Range(0, Victims).Select(i => (int)random.Below(i, Count)).Distinct()];
            var (code, text, error) = SweepWithMischief(zoo, random, victims);
            Assert.True(code is ExitCode.Ok or ExitCode.Partial, error);
            // A line of names, and one for each model: none is dropped.
            Assert.Equal(Count + 1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            var now = SweptScores.Of(Store);
            output.WriteLine($"round {round}: {victims.Length} files, code {code}, {now.Count} scores");
            for (var i = 0; i < Count; i++)
                AssertOfOneFile(expected, now, zoo, i, victims.Contains(i));
            SmallZoo.Write(_folder, Count);
            using (var again = new RunningSweep(SweptScores.Arguments(zoo, Store)))
                Assert.Equal(ExitCode.Ok, again.End().Code);
            Assert.Equal(expected, SweptScores.Of(Store));
            foreach (var file in Directory.EnumerateFiles(_folder.Root, "scores.db*"))
                File.Delete(file);
        }
    }

    (int Code, string Out, string Error) SweepWithMischief(string zoo, RandomStream random, int[] victims)
    {
        using var sweep = new RunningSweep(SweptScores.Arguments(zoo, Store));
        SweptScores.Await(sweep, Store, SweptScores.PerModel);
        foreach (var victim in victims)
        {
            Harm(PathOf(zoo, victim), victim, random.Below(victim + 100, 4));
            Thread.Sleep((int)random.Below(victim + 200, 30));
        }

        return sweep.End();
    }

    static void Harm(string path, int number, long how)
    {
        var other = SmallZoo.Network(Other(number)).ToByteArray();
        switch (how)
        {
            case 0:
                File.Delete(path);
                break;
            case 1:
                using (var file = File.OpenWrite(path))
                    file.SetLength(file.Length / 2);
                break;
            case 2:
                File.WriteAllBytes(path, other);
                break;
            default:
                File.WriteAllBytes($"{path}.new", other);
                File.Move($"{path}.new", path, overwrite: true);
                break;
        }
    }

    // Its own scores or those of what it was replaced by, never some of each.
    static void AssertOfOneFile(
        Dictionary<string, string> expected, Dictionary<string, string> now, string zoo, int number, bool isVictim)
    {
        var found = Scores(now, PathOf(zoo, number));
        var own = Scores(expected, PathOf(zoo, number));
        if (!isVictim)
            Assert.Equal(own, found);
        else if (found.Any(score => score is not null))
            Assert.Contains(found, new[] { own, Scores(expected, PathOf(zoo, Other(number))) });
    }

    static string?[] Scores(Dictionary<string, string> all, string path) =>
        [.. new[] { "snip", "params", "flops" }.Select(proxy => all.GetValueOrDefault($"{path} {proxy}"))];

    static int Other(int number) => (number + 1) % Count;

    static string PathOf(string zoo, int number) => Path.Combine(zoo, $"net{number:000}.onnx");
}
