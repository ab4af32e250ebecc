using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli.Cells;

/// <summary>Forms that differ in their sizes.</summary>
public sealed class CellsFormTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cifar", "form=cifar,classes=10,input-size=32,channels=36,cells=20")]
    [InlineData("imagenet", "form=imagenet,classes=1000,input-size=224,channels=48,cells=14")]
    [InlineData("naslib", "form=naslib,classes=10,input-size=32,channels=32,cells=8")]
    public void Export_OfAForm_HasItsOwnSizesAsSettings(string form, string settings)
    {
        const string Skips = "0.2-1.2-0.2-1.2-0.2-1.2-0.2-1.2|0.2-1.2-0.2-1.2-0.2-1.2-0.2-1.2";
        var path = _folder.PathOf("a.onnx");
        var session = new Session();
        session.Run(["cells", "export", "darts", "--arch", Skips, "--form", form, "-o", path]);
        Assert.Equal("", session.Error);
        Assert.Equal(settings, OnnxReader.Read(path).Metadata["onnxzc.settings"]);
    }
}
