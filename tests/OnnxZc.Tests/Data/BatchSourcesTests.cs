using OnnxZc.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data;

public sealed class BatchSourcesTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_Noise_IsGaussian() => Assert.IsType<GaussianBatches>(BatchSources.Parse("noise"));

    [Theory]
    [InlineData("cifar10:", "cifar10:")]
    [InlineData("cifar100:", "cifar100:")]
    public void Parse_CifarFile_HashesThatFile(string prefix, string expected)
    {
        var path = _folder.Write("a.bin", new byte[3]);
        Assert.StartsWith(expected + "709e80c8", BatchSources.Parse(prefix + path).Fingerprint);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("#x", "#x,labels")]
    [InlineData("#x,y", "#x,y")]
    [InlineData("#images,labels", "")]
    public void Parse_NpzWithKeys_PutsThemIntoTheFingerprint(string keys, string expected)
    {
        var path = _folder.Write("a#b.npz", new byte[3]);
        Assert.Equal(
            $"npz:709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c{expected}",
            BatchSources.Parse(path + keys).Fingerprint);
    }

    [Theory]
    [InlineData("nois")]
    [InlineData("cifar10:")]
    [InlineData("cifar:a.bin")]
    [InlineData("a.npz#")]
    [InlineData("a.npz#x,y,z")]
    [InlineData("a.npz#,y")]
    [InlineData("")]
    public void Parse_AnythingElse_ListsTheForms(string text)
    {
        var error = Assert.Throws<DataException>(() => BatchSources.Parse(text));
        Assert.Contains("noise, ones, FILE.npz, FILE.npz#IMAGES,LABELS, cifar10:PATH", error.Message);
    }

    [Fact]
    public void Fingerprint_MissingFile_SaysSo() =>
        Assert.StartsWith(
            "there is no data file",
            Assert.Throws<DataException>(() => BatchSources.Parse("cifar10:none").Fingerprint).Message);
}
