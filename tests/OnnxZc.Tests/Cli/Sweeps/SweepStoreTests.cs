using System.Diagnostics;
using OnnxZc.Cli;
using OnnxZc.Store;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Store;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Cli.Sweeps;

/// <summary>The store fails under a whole sweep of the real program.</summary>
public sealed class SweepStoreTests(ITestOutputHelper output) : IDisposable
{
    const int Count = 100;

    readonly TempFolder _folder = new();

    string Zoo => field ??= SmallZoo.Write(_folder, Count);

    string Store => _folder.PathOf("scores.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sweep_FilesMayNotGrow_StopsKeepsWhatIsThereAndGoesOnLater()
    {
        if (OperatingSystem.IsWindows())
            return;
        string[] limited = ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\""];
        using (var sweep = new RunningSweep(limited, SweptScores.Arguments(Zoo, Store)))
            AssertStopped(sweep, "cannot grow, as its disk or quota is full");
        AssertCompleted();
    }

    [Fact]
    public void Sweep_DiskFull_StopsKeepsWhatIsThereAndGoesOnLater()
    {
        if (!MayMount())
            return;
        // The disk is gone with its namespace, whatever happens.
        var disk = Directory.CreateDirectory(_folder.PathOf("disk")).FullName;
        const string Script = """
            mount -t tmpfs -o size=500k none "$1" || exit 99
            disk=$1 kept=$2; shift 2
            "$@"; code=$?
            cp "$disk"/full.db* "$kept"
            exit $code
            """;
        var kept = Directory.CreateDirectory(_folder.PathOf("kept")).FullName;
        string[] around = ["unshare", "-m", "/bin/sh", "-c", Script, "sh", disk, kept];
        using (var sweep = new RunningSweep(around, SweptScores.Arguments(Zoo, Path.Combine(disk, "full.db"))))
            AssertStopped(sweep, "cannot grow, as its disk or quota is full", Path.Combine(kept, "full.db"));
        foreach (var file in Directory.EnumerateFiles(kept))
            File.Move(file, Store + Path.GetFileName(file)["full.db".Length..]);
        AssertCompleted();
    }

    [Fact]
    public void Sweep_StoreHeldForAWhile_Waits()
    {
        using var sweep = new RunningSweep(SweptScores.Arguments(Zoo, Store));
        SweptScores.Await(sweep, Store, SweptScores.PerModel);
        using (var other = new Sqlite(Store))
        {
            other.Value("PRAGMA busy_timeout = 20000; BEGIN IMMEDIATE");
            Thread.Sleep(TimeSpan.FromSeconds(2));
            Assert.False(sweep.HasEnded);
            other.Value("COMMIT");
        }

        var (code, _, error) = sweep.End();
        Assert.True(code == ExitCode.Ok, error);
        Assert.Equal(SweptScores.Undisturbed(_folder, Zoo, Count), SweptScores.Of(Store));
    }

    [Fact]
    public void Sweep_StoreHeldForTooLong_StopsKeepsWhatIsThereAndGoesOnLater()
    {
        using (var sweep = new RunningSweep(SweptScores.Arguments(Zoo, Store)))
        {
            SweptScores.Await(sweep, Store, SweptScores.PerModel);
            using var other = new Sqlite(Store);
            other.Value("PRAGMA busy_timeout = 20000; BEGIN IMMEDIATE");
            AssertStopped(sweep, "has been held by another process for more than 30 seconds");
        }

        AssertCompleted();
    }

    [Fact]
    public void Sweep_StoreDamagedBefore_ScoresNothingAndLeavesItAsItIs()
    {
        ScoreStore.Open(Store).Dispose();
        Spoil(Store, from: 100);
        var bytes = File.ReadAllBytes(Store);
        using var sweep = new RunningSweep(SweptScores.Arguments(Zoo, Store));
        var (code, text, error) = sweep.End();
        Assert.Equal((ExitCode.Usage, ""), (code, text));
        Assert.StartsWith($"onnxzc: store '{Store}' is damaged", error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Store));
    }

    [Fact]
    public void Sweep_StoreDamagedMeanwhile_TellsSoOrGivesTheSameScores()
    {
        var expected = SweptScores.Undisturbed(_folder, Zoo, Count);
        using (var sweep = new RunningSweep(SweptScores.Arguments(Zoo, Store)))
        {
            SweptScores.Await(sweep, Store, 10 * SweptScores.PerModel);
            foreach (var file in new[] { Store, $"{Store}-wal" }.Where(File.Exists))
                Spoil(file, from: 0);
            var (code, _, error) = sweep.End();
            output.WriteLine($"code {code}: {error}");
            if (code == ExitCode.Usage)
                Assert.StartsWith($"onnxzc: store '{Store}' is ", error, StringComparison.Ordinal);
            else
                Assert.Equal(ExitCode.Ok, code);
            Assert.DoesNotContain("defect", error, StringComparison.Ordinal);
        }

        // As the message says: delete it and score again.
        foreach (var file in Directory.EnumerateFiles(_folder.Root, "scores.db*"))
            File.Delete(file);
        using var again = new RunningSweep(SweptScores.Arguments(Zoo, Store));
        Assert.Equal(ExitCode.Ok, again.End().Code);
        Assert.Equal(expected, SweptScores.Of(Store));
    }

    void AssertStopped(RunningSweep sweep, string why, string? store = null)
    {
        var (code, text, error) = sweep.End();
        output.WriteLine(error);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Sqlite.AssertSound(store ?? Store);
        var done = SweptScores.Of(store ?? Store).Count / SweptScores.PerModel;
        Assert.InRange(done, 1, Count - 1);
        Assert.Contains($"; {done} of {Count} models are done, the same command goes on with the rest", error);
        Assert.Equal(done + 1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    void AssertCompleted()
    {
        var known = SweptScores.Of(Store).Values.Order();
        using var sweep = new RunningSweep([.. SweptScores.Arguments(Zoo, Store).Where(word => word != "-q")]);
        var (code, _, error) = sweep.End();
        Assert.True(code == ExitCode.Ok, error);
        Assert.Contains($"{known.Count() / SweptScores.PerModel} of {Count} models were known to", error);
        Assert.Equal(SweptScores.Undisturbed(_folder, Zoo, Count), SweptScores.Of(Store));
    }

    static void Spoil(string path, int from)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = from;
        file.Write([.. Enumerable.Repeat((byte)0xA5, (int)file.Length - from)]);
    }

    // In a container it takes a right that few have.
    static bool MayMount()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
            return false;
        using var attempt = Process.Start("unshare", ["-m", "mount", "-t", "tmpfs", "none", Path.GetTempPath()]);
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    }
}
