using System.Diagnostics;
using System.Text.Json;
using OnnxZc.Checks.Locks;
using OnnxZc.Cli.Workers;
using OnnxZc.Tests.Cli.Sweeps;

namespace OnnxZc.Tests.Cli.Checks;

public sealed class LockCommandTests
{
    const string LockName = "onnxzc.lock.json";

    static CheckFolder Locked(string policy = "", int models = 2)
    {
        var folder = new CheckFolder(models);
        folder.Write("onnxzc.yaml", policy);
        Assert.True(folder.Run("lock") == 0, folder.Error);
        return folder;
    }

    [Fact]
    public void Lock_Twice_WritesTheSameBytes()
    {
        using var folder = Locked("settings: {proxies: [params, snip], workers: 2, batch-size: 4}\n", models: 4);
        var first = folder.Text(LockName);
        Assert.Equal(0, folder.Run("lock", "--workers", "1"));
        Assert.Equal(first, folder.Text(LockName));
        Assert.Equal(0, folder.Run("check", "--fail-level", "warn"));
    }

    [Fact]
    public void Lock_Numbers_AreThoseOfTheModels()
    {
        using var folder = Locked("""
            settings: {proxies: snip, batch-size: 4}
            rules: {score-regression: {relative: 5%, absolute: 1}}
            """);
        var model = LockReader.Read(folder.PathOf(LockName), LockName, "")!.Models["m0.onnx"];
        // 4 x 3 + 3 x 3 weights; one multiply-accumulate each.
        Assert.Equal(21, model.Numbers["params"].Value);
        Assert.Equal(21, model.Numbers["macs"].Value);
        Assert.Equal(2, model.Numbers["depth"].Value);
        Assert.Equal(new FileInfo(folder.PathOf("m0.onnx")).Length, model.Numbers["bytes"].Value);
        Assert.Equal((0.05, 1.0), (model.Numbers["snip"].Relative, model.Numbers["snip"].Absolute));
        Assert.Equal(new Dictionary<string, int> { ["Gemm"] = 2, ["Relu"] = 1 }, model.Outline.Operators);
        Assert.Equal(["x: Float32[N, 4]"], model.Outline.Inputs);
    }

    [Fact]
    public void Lock_Repeats_LockTheMeasuredSpread()
    {
        using var folder = Locked("settings: {proxies: snip, batch-size: 4, repeat: 3}\n", models: 1);
        var snip = LockReader.Read(folder.PathOf(LockName), LockName, "")!.Models["m0.onnx"].Numbers["snip"];
        Assert.True(snip.Deviation > 0);
    }

    [Fact]
    public void Check_NeverWritesTheLockFile()
    {
        using var folder = Locked();
        folder.Add("m0.onnx", 3);
        var before = folder.Text(LockName);
        folder.Run("check", "--static-only");
        Assert.Equal(before, folder.Text(LockName));
    }

    [Fact]
    public void Check_ModelsThatChanged_AreToldApart()
    {
        using var folder = Locked(models: 4);
        File.Move(folder.PathOf("m0.onnx"), folder.PathOf("renamed.onnx"));
        File.Delete(folder.PathOf("m1.onnx"));
        folder.Add("new.onnx", 4);
        folder.Add("m2.onnx", 3);
        Assert.Equal(
            [
                "changed-model m2.onnx",
                "unlocked-model new.onnx",
                "unlocked-model renamed.onnx",
                "missing-model m1.onnx",
            ],
            folder.Found("--static-only").OrderBy(found => found.StartsWith("missing", StringComparison.Ordinal)));
        Assert.Equal(1, folder.Run("check", "--static-only"));
    }

    [Fact]
    public void Check_ScoreThatFell_IsARegression()
    {
        using var folder = Locked("settings: {proxies: l2_norm}\n", models: 1);
        Assert.Empty(folder.Found());
        var model = SmallZoo.Network(0);
        foreach (var weight in model.Graph.Initializer)
        {
            for (var i = 0; i < weight.FloatData.Count; i++)
                weight.FloatData[i] /= 2;
        }

        File.WriteAllBytes(folder.PathOf("m0.onnx"), Google.Protobuf.MessageExtensions.ToByteArray(model));
        Assert.Contains("score-regression m0.onnx", folder.Found());
        Assert.Contains("(-50%)", folder.Out, StringComparison.Ordinal);
        Assert.Equal(1, folder.Run("check"));
        Assert.Equal(0, folder.Run("lock"));
        Assert.Empty(folder.Found());
    }

    [Fact]
    public void Check_OtherSettings_AreNoBaseline()
    {
        using var folder = Locked("settings: {proxies: snip, batch-size: 4}\n", models: 1);
        Assert.Equal(["baseline-incompatible"], folder.Found("--seed", "1"));
        Assert.Contains("seed was 0 and is 1", folder.Out, StringComparison.Ordinal);
        Assert.Empty(folder.Found("--static-only", "--seed", "1"));
    }

    [Theory]
    [InlineData("\"conventions\": \"", "\"conventions\": \"old-")]
    [InlineData("onnxzc.lock/1", "onnxzc.lock/9")]
    public void Check_LockOfOtherConventions_IsNoBaseline(string old, string other)
    {
        using var folder = Locked();
        folder.Write(LockName, folder.Text(LockName).Replace(old, other, StringComparison.Ordinal));
        Assert.Equal(["baseline-incompatible"], folder.Found("--static-only"));
    }

    [Fact]
    public void LockModels_SomeAlone_LeavesOtherBlocks()
    {
        using var folder = Locked(models: 3);
        folder.Add("m0.onnx", 4);
        folder.Add("m1.onnx", 5);
        var before = folder.Text(LockName).Split('\n');
        Assert.Equal(0, folder.Run("lock", "--models", "m0*"));
        var models = LockReader.Read(folder.PathOf(LockName), LockName, "")!.Models;
        Assert.Equal(["m0.onnx", "m1.onnx", "m2.onnx"], models.Keys.Order());
        Assert.Equal(["changed-model m1.onnx"], folder.Found("--static-only"));
        Assert.Equal(2, folder.Run("lock", "--models", "m1.onnx", "--proxies", "snip"));
        Assert.Contains("other settings", folder.Error, StringComparison.Ordinal);
        Assert.Equal(3, folder.Run("lock", "--models", "nothing*"));
        Assert.NotEqual(before, folder.Text(LockName).Split('\n'));
    }

    [Fact]
    public void Lock_UnreadableModel_LocksTheRestAndExitsWith4()
    {
        using var folder = new CheckFolder();
        folder.Write("broken.onnx", "hello");
        folder.Write("onnxzc.yaml", "");
        Assert.Equal(4, folder.Run("lock"));
        Assert.Contains("broken.onnx: ", folder.Error, StringComparison.Ordinal);
        Assert.Equal(2, LockReader.Read(folder.PathOf(LockName), LockName, "")!.Models.Count);
    }

    [Fact]
    public void Lock_KilledAtAnyMoment_LeavesAWholeFile()
    {
        using var folder = new CheckFolder(models: 60);
        folder.Write("onnxzc.yaml", "");
        Assert.Equal(0, folder.Run("lock", "--models", "m0.onnx"));
        var old = folder.Text(LockName);
        var kills = 0;
        for (var wait = 40; wait <= 640 && kills < 12; wait += 50)
        {
            using var process = Start(folder);
            if (!process.WaitForExit(wait))
            {
                process.Kill();
                kills++;
            }

            process.WaitForExit();
            var text = folder.Text(LockName);
            var models = JsonDocument.Parse(text).RootElement.GetProperty("models").EnumerateObject();
            Assert.True(text == old || models.Count() == 60);
        }

        Assert.True(kills > 0);
    }

    static Process Start(CheckFolder folder)
    {
        var program = WorkerProgram.Of([]);
        string[] arguments = ["lock", "--policy", folder.PathOf("onnxzc.yaml"), "--quiet"];
        return Process.Start(new ProcessStartInfo(program.File, [.. program.Arguments.SkipLast(1), .. arguments])
        {
            RedirectStandardError = true,
        })!;
    }

    [Fact]
    public void Init_Models_GivesAPolicyThatTheyKeep()
    {
        using var folder = new CheckFolder();
        Assert.Equal(0, folder.Exactly("init", folder.Root, "--quiet"));
        Assert.Equal(0, folder.Run("check", "--static-only"));
        Assert.Contains("# ", folder.Text("onnxzc.yaml"), StringComparison.Ordinal);
        folder.Write("onnxzc.yaml", "mine");
        Assert.Equal(2, folder.Exactly("init", folder.Root));
        Assert.Equal("mine", folder.Text("onnxzc.yaml"));
        Assert.Equal(0, folder.Exactly("init", folder.Root, "--force", "--quiet"));
        Assert.NotEqual("mine", folder.Text("onnxzc.yaml"));
    }
}
