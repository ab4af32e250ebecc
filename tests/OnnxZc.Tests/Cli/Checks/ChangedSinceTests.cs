using Google.Protobuf;
using OnnxZc.Tests.Cli.Sweeps;

namespace OnnxZc.Tests.Cli.Checks;

/// <summary><c>--changed-since</c> on real git repositories.</summary>
public sealed class ChangedSinceTests
{
    static CheckFolder Repository()
    {
        var folder = new CheckFolder(models: 3);
        folder.Write("onnxzc.yaml", "rules: {max-params: {limit: 1}}\n");
        folder.Commit("first");
        return folder;
    }

    static string[] Since(CheckFolder folder, string revision = "HEAD") =>
    [
        .. folder.Found("--static-only", "--changed-since", revision)
            .Where(found => found.StartsWith("max-", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Check_NothingChanged_ChecksNothingAndPasses()
    {
        using var folder = Repository();
        Assert.Empty(Since(folder));
        Assert.Equal(0, folder.Run("check", "--static-only", "--changed-since", "HEAD"));
    }

    [Fact]
    public void Check_CommittedStagedAndUntrackedModels_AreChecked()
    {
        using var folder = Repository();
        folder.Add("m1.onnx", 7);
        folder.Commit("second");
        folder.Add("m2.onnx", 8);
        folder.Git("add", "m2.onnx");
        folder.Add("fresh.onnx", 9);
        Assert.Equal(["max-params fresh.onnx", "max-params m1.onnx", "max-params m2.onnx"], Since(folder, "HEAD~1"));
        Assert.Equal(["max-params fresh.onnx", "max-params m2.onnx"], Since(folder));
        Assert.Equal(1, folder.Run("check", "--static-only", "--changed-since", "HEAD"));
    }

    [Fact]
    public void Check_HostileFileNames_AreChecked()
    {
        using var folder = Repository();
        string[] names =
            ["-a.onnx", "--output=x.onnx", "a b\n.onnx", "\"q\".onnx", "ü'$(touch x).onnx", ":(top)b.onnx"];
        foreach (var name in names)
            folder.Add(name, 5);
        Assert.Equal(names.Order(StringComparer.Ordinal).Select(name => $"max-params {name}"), Since(folder));
        Assert.False(File.Exists(folder.PathOf("x")));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("--output=x")]
    [InlineData("-x")]
    [InlineData("HEAD; touch x")]
    [InlineData("HEAD~9")]
    public void Check_NoSuchRevision_ExitsWith2(string revision)
    {
        using var folder = Repository();
        Assert.Equal(2, folder.Run("check", "--static-only", $"--changed-since={revision}"));
        Assert.Contains("knows no revision", folder.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("x")));
    }

    [Fact]
    public void Check_NoRepository_ExitsWith2()
    {
        using var folder = new CheckFolder();
        folder.Write("onnxzc.yaml", "");
        Assert.Equal(2, folder.Run("check", "--changed-since", "HEAD"));
        Assert.Contains("no git repository", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ChangedPolicy_ChecksAll()
    {
        using var folder = Repository();
        folder.Write("onnxzc.yaml", "rules: {max-params: {limit: 2}}\n");
        Assert.Equal(3, Since(folder).Length);
    }

    [Fact]
    public void Check_ChangedWeightsInAnotherFile_ChecksTheirModel()
    {
        using var folder = Repository();
        var model = SmallZoo.Network(1);
        var weight = model.Graph.Initializer[0];
        var bytes = weight.FloatData.SelectMany(BitConverter.GetBytes).ToArray();
        weight.FloatData.Clear();
        weight.DataLocation = Onnx.TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new Onnx.StringStringEntryProto { Key = "location", Value = "data/w.bin" });
        Directory.CreateDirectory(folder.PathOf("sub/data"));
        File.WriteAllBytes(folder.PathOf("sub/big.onnx"), model.ToByteArray());
        File.WriteAllBytes(folder.PathOf("sub/data/w.bin"), bytes);
        folder.Add("sub/other.onnx", 2);
        folder.Commit("weights");
        Assert.Empty(Since(folder));
        bytes[0] ^= 1;
        File.WriteAllBytes(folder.PathOf("sub/data/w.bin"), bytes);
        Assert.Equal(["max-params sub/big.onnx"], Since(folder));
    }

    [Fact]
    public void Check_DeletedModel_IsMissingWhereItWasLocked()
    {
        using var folder = Repository();
        folder.Run("lock");
        folder.Commit("lock");
        File.Delete(folder.PathOf("m1.onnx"));
        Assert.Equal(["missing-model m1.onnx"], folder.Found("--static-only", "--changed-since", "HEAD"));
    }

    [Fact]
    public void Check_EditedLockBlock_ChecksItsModel()
    {
        using var folder = Repository();
        folder.Run("lock");
        folder.Commit("lock");
        var text = folder.Text("onnxzc.lock.json");
        var at = text.IndexOf("\"sha256\": \"", StringComparison.Ordinal) + 11;
        folder.Write("onnxzc.lock.json", text[..at] + new string('0', 64) + text[(at + 64)..]);
        Assert.Equal(["max-params m0.onnx"], Since(folder));
    }

    [Fact]
    public void Check_LfsPointer_IsToldAndNothingIsFetched()
    {
        using var folder = Repository();
        var hash = new string('a', 64);
        folder.Write("m1.onnx", $"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 5\n");
        Assert.Equal(["lfs-pointer m1.onnx"], folder.Found("--static-only", "--changed-since", "HEAD"));
    }
}
