using OnnxZc.Graphs;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

[Collection(AloneCollection.Name)]
public sealed class StripCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Strip_FullModel_ScoresAsTheOriginalUnderEveryScheme()
    {
        foreach (var path in SharedFiles.Matching("zoo/full", "*_cifar10*.full*.onnx"))
        {
            var output = _folder.PathOf(Path.GetFileName(path));
            var session = RealSession.Run("strip", path, "-o", output);
            Assert.Equal((0, ""), (session.Code, session.Error));
            Assert.InRange(new FileInfo(output).Length, 1, new FileInfo(path).Length / 8);
            foreach (var scheme in new[] { "default", "orthogonal-zero-bias" })
            {
                var scored = RealSession.Run(
                    "score", path, output, "--init", scheme, "--batch-size", "2", "--seed", "1", "--format", "json");
                Assert.True(scored.Code == 0, scored.Error);
                var (before, after) = (scored.Cards[0], scored.Cards[1]);
                Assert.Equal(RealSession.Values(before), RealSession.Values(after));
                Assert.Equal(before.GetProperty("graphHash").GetString(), after.GetProperty("graphHash").GetString());
            }
        }
    }

    [Fact]
    public void Strip_SmallModel_ReportsBothSizesInOneLine()
    {
        var model = _folder.Write("a.onnx", OnnxWriter.Write(Networks.Weights.Learned.File()));
        var output = _folder.PathOf("b.onnx");
        var session = RealSession.Run("strip", model, "--output", output);
        var size = new FileInfo(output).Length;
        Assert.Matches(
            $@"^{output}: {size:N0} bytes instead of [\d,]+; \d+ of \d+ float tensors are generated when it is read\n$",
            session.Out);
    }

    [Fact]
    public void Strip_ExistingOutput_IsOverwrittenOnlyByForce()
    {
        var output = _folder.Write("b.onnx", [1, 2, 3]);
        var refused = RealSession.Run("strip", RealSession.Model("mlp.onnx"), "-o", output);
        Assert.Equal((2, ""), (refused.Code, refused.Out));
        Assert.Contains("exists; name another file, or add --force", Assert.Single(refused.Messages));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(output));

        Assert.Equal(0, RealSession.Run("strip", RealSession.Model("mlp.onnx"), "-o", output, "--force").Code);
        Assert.Equal("mlp", OnnxReader.Read(output).Graph.Name);
    }

    [Theory]
    [InlineData("file-not-found: there is no such file", "none.onnx", "-o", "b.onnx")]
    [InlineData("--output 'none/b.onnx' cannot be written: there is no folder 'none'", "a.onnx", "-o", "none/b.onnx")]
    [InlineData("is the model itself; name another file", "a.onnx", "-o", "./a.onnx", "--force")]
    [InlineData("--output", "a.onnx")]
    public void Strip_WrongUse_ExitsWith2AndOneLine(string expected, params string[] args)
    {
        var session = RealSession.Run(["strip", .. args]);
        Assert.Equal((2, ""), (session.Code, session.Out));
        Assert.Contains(expected, Assert.Single(session.Messages));
        Assert.False(File.Exists("b.onnx"));
    }
}
