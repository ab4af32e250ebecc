using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Cells;

public sealed class CellsExportTests : IDisposable
{
    const StringComparison Exactly = StringComparison.Ordinal;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static Session Run(params string[] args) => Stopped(() => null, args).Session;

    static (Session Session, int Code) Stopped(Func<int?> signal, params string[] args)
    {
        var session = new Session { Signal = signal };
        return (session, session.Run(["cells", "export", "nb201", .. args]));
    }

    Dictionary<string, string[]> Manifest() => File.ReadLines(_folder.PathOf("manifest.csv")).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[2]);

    [Fact]
    public void Export_OneArchitecture_WritesItWithItsOrigin()
    {
        var path = _folder.PathOf("a.onnx");
        var session = Run("--arch", "(4, 3, 3, 0, 0, 0)", "--form", "zero-cost-nas", "-o", path);
        Assert.Equal("", session.Error);
        Assert.StartsWith($"{path}: nb201[form=zero-cost-nas]:0, ", session.Out, StringComparison.Ordinal);
        Assert.Contains("128,186 parameters", session.Out, StringComparison.Ordinal);
        var metadata = OnnxReader.Read(path).Metadata;
        Assert.Equal(("nb201", "0", "zero-cost-nas"), (
            metadata["onnxzc.space"], metadata["onnxzc.index"], metadata["onnxzc.form"]));
        Assert.Equal(
            "form=zero-cost-nas,classes=10,input-size=32,channels=16,cells=5", metadata["onnxzc.settings"]);
        Assert.NotEmpty(metadata["onnxzc.licence"]);
    }

    [Fact]
    public void Export_ExistingFile_IsOverwrittenOnlyByForce()
    {
        var path = _folder.Write("a.onnx", [1]);
        Assert.Contains("exists; name another file, or add --force", Run("--index", "0", "-o", path).Error, Exactly);
        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Equal("", Run("--index", "0", "-o", path, "--force").Error);
        Assert.Equal("nb201 ", OnnxReader.Read(path).Graph.Name[..6]);
    }

    [Fact]
    public void Export_Weights_AreThoseThatTheSchemeDraws()
    {
        string[] paths = [_folder.PathOf("drawn.onnx"), _folder.PathOf("kept.onnx"), _folder.PathOf("other.onnx")];
        string[] weights = ["--weights", "--init", "kaiming", "--cells", "1", "--channels", "4"];
        Run(["--index", "5", "-o", paths[0], "--cells", "1", "--channels", "4"]);
        Run(["--index", "5", "-o", paths[1], .. weights]);
        Run(["--index", "5", "-o", paths[2], "--seed", "1", .. weights]);
        float[] Stem(int i) => OnnxReader.Read(paths[i]).Graph.Initializers["stem.conv.weight"].Span<float>().ToArray();
        Assert.DoesNotContain("stem.conv.weight", OnnxReader.Read(paths[0]).Graph.Initializers.Keys);
        Assert.NotEqual(Stem(1), Stem(2));

        // He's deviation for 27 inputs.
        Assert.InRange(Math.Sqrt(Stem(1).Average(weight => weight * weight)), 0.2, 0.35);
    }

    [Fact]
    public void Export_Sample_ListsEveryFileInTheManifest()
    {
        var session = Run("--sample", "20", "--seed", "4", "-o", _folder.Root);
        Assert.Equal("", session.Error);
        var manifest = Manifest();
        Assert.Equal(20, manifest.Count);
        Assert.All(manifest, row =>
        {
            var read = OnnxReader.Read(_folder.PathOf(row.Key));
            Assert.Equal(row.Key, $"nb201-{int.Parse(row.Value[0]):00000}.onnx");
            Assert.Equal(row.Value[1], read.Metadata["onnxzc.architecture"]);
            Assert.Equal(row.Value[3], $"{read.FileSize}");
            Assert.Equal(row.Value[4], GraphHash.Of(read.Graph));
        });
    }

    [Fact]
    public void Export_Again_WritesWhatIsMissingOrCutOff()
    {
        Run("--index", "0..9", "-o", _folder.Root);
        var before = Directory.GetFiles(_folder.Root, "*.onnx").ToDictionary(path => path, File.ReadAllBytes);
        File.Delete(_folder.PathOf("nb201-00003.onnx"));
        File.WriteAllBytes(_folder.PathOf("nb201-00004.onnx"), [1, 2, 3]);
        Assert.Contains(": 2 of 10 networks written", Run("--index", "0..9", "-o", _folder.Root).Out, Exactly);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
        Assert.Contains(": 1 of 11 networks", Run("--index", "0..10", "-o", _folder.Root).Out, Exactly);
        Assert.Equal(11, Manifest().Count);
    }

    [Fact]
    public void Export_WithOtherSettings_GivesOtherFilesOfTheSameManifest()
    {
        Run("--index", "0..1", "-o", _folder.Root);
        Run("--index", "0..1", "--classes", "100", "-o", _folder.Root);
        Assert.Equal(
            ["nb201-00000.onnx", "nb201-00001.onnx", "nb201-classes-100-00000.onnx", "nb201-classes-100-00001.onnx"],
            Manifest().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Export_Stopped_KeepsWhatIsDoneAndGoesOn()
    {
        var asked = 0;
        var (session, code) = Stopped(
            () => Interlocked.Increment(ref asked) > 10 ? 2 : null, "--index", "0..99", "-o", _folder.Root);
        Assert.Equal(130, code);
        Assert.Contains("the same command goes on with the rest", session.Error, StringComparison.Ordinal);
        var done = Manifest().Count;
        Assert.InRange(done, 1, 99);
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.tmp"));
        Assert.Contains(
            $": {100 - done} of 100 networks", Run("--index", "0..99", "-o", _folder.Root).Out, Exactly);
    }

    [Fact]
    public void Export_FileThatCannotBeWritten_IsAWrongUseThatNamesIt()
    {
        Directory.CreateDirectory(_folder.PathOf("nb201-00003.onnx"));
        var (session, code) = Stopped(() => null, "--index", "0..9", "-o", _folder.Root);
        Assert.Equal(2, code);
        Assert.Contains("nb201-00003.onnx' is a folder", session.Error, StringComparison.Ordinal);
        Assert.NotEmpty(Manifest());
    }

    [Theory]
    [InlineData("say which architectures: one of --arch", "-o", "x")]
    [InlineData("say which architectures: one of --arch", "--all", "--index", "3", "-o", "x")]
    [InlineData("give -o FILE", "--index", "3")]
    [InlineData("from 0 to 15624, not 20000", "--index", "20000", "-o", "x")]
    [InlineData("--init says how the weights of --weights", "--index", "3", "--init", "kaiming", "-o", "x")]
    [InlineData("no form 'big'", "--index", "3", "--form", "big", "-o", "x")]
    [InlineData("is no cell of nb201", "--arch", "none", "-o", "x")]
    public void Export_WrongUse_SaysWhatIsRight(string expected, params string[] args)
    {
        var (session, code) = Stopped(() => null, args);
        Assert.Equal(2, code);
        Assert.Contains(expected, session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_UnknownSpace_SuggestsTheNearest()
    {
        var session = new Session();
        Assert.Equal(2, session.Run("cells", "export", "nb202", "--all", "-o", "x"));
        Assert.Contains("no search space 'nb202'; did you mean 'nb201'?", session.Error, StringComparison.Ordinal);
    }
}
