using OnnxZc.Data;
using OnnxZc.Tests.Data.Pickles;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class ImageNet16FilesTests : IDisposable
{
    static readonly long[] Sizes = [3, 16, 16];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Read_PickleOfPython3_KeepsTheFirst120Classes(int protocol)
    {
        var path = Fixture.PathOf($"imagenet16-protocol{protocol}.pickle");
        var (pixels, labels) = ImageRequests.Raw($"imagenet16:{path}", 2, Sizes);
        Assert.Equal(Enumerable.Range(0, 768).Select(i => (byte)(i * 7 % 251)), pixels[..768]);
        Assert.Equal(Enumerable.Range(1536, 768).Select(i => (byte)(i * 7 % 251)), pixels[768..]);
        Assert.Equal([0, 119], labels);
    }

    [Fact]
    public void Read_MoreThanAreKept_SaysHowManyThereAre() => Assert.Contains(
        "has 2 samples, fewer than the 3 wanted",
        ImageRequests.Error($"imagenet16:{Fixture.PathOf("imagenet16-protocol4.pickle")}", Sizes, 3));

    [Fact]
    public void Read_ByDefault_IsNormalisedAsInTheReferenceLoader()
    {
        var source = $"imagenet16:{Fixture.PathOf("imagenet16-protocol4.pickle")}";
        var values = ImageRequests.Read(source, null, 1, Sizes).Inputs["x"].Span<float>();
        Assert.Equal((0 - 122.68) / 63.22, values[0], 1e-5);
        Assert.Equal(((256 * 7 % 251) - 116.66) / 61.26, values[256], 1e-5);
        Assert.Equal(((512 * 7 % 251) - 104.01) / 65.09, values[512], 1e-5);
    }

    [Fact]
    public void Read_Folder_TakesTheTenPartsInTheirOrder()
    {
        for (var part = 1; part <= 10; part++)
            Write($"train_data_batch_{part}", part);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(label => (long)label),
            ImageRequests.Raw($"imagenet16:{_folder.Root}", 10, Sizes).Labels);
    }

    [Fact]
    public void Read_LabelsInAnArray_AreTaken()
    {
        var path = _folder.Write("a", Pickle.Of(Pickle.Map(
            ("data", Pickle.Array(new byte[1536], 2, 768)), ("labels", Pickle.Array([3, 1, 0, 0], "u2", false, [2])))));
        Assert.Contains("label 0", ImageRequests.Error($"imagenet16:{path}", Sizes));
        path = _folder.Write("a", Pickle.Of(Pickle.Map(
            ("data", Pickle.Array(new byte[1536], 2, 768)), ("labels", Pickle.Array([3, 1, 9, 0], "u2", false, [2])))));
        Assert.Equal([8], ImageRequests.Raw($"imagenet16:{path}", 1, Sizes).Labels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Read_LabelThatIsNoClass_NamesTheImage(int label)
    {
        Write("a", label);
        Assert.Contains($"image 0 of", ImageRequests.Error($"imagenet16:{_folder.PathOf("a")}", Sizes));
    }

    [Fact]
    public void Fingerprint_OfAFolder_DependsOnEveryPart()
    {
        for (var part = 1; part <= 10; part++)
            Write($"train_data_batch_{part}", part);
        var before = BatchSources.Parse($"imagenet16:{_folder.Root}").Fingerprint;
        Write("train_data_batch_10", 11);
        Assert.NotEqual(before, BatchSources.Parse($"imagenet16:{_folder.Root}").Fingerprint);
    }

    void Write(string name, int label) => _folder.Write(name, Pickle.Of(Pickle.Map(
        ("data", Pickle.Array(new byte[768], 1, 768)), ("labels", Pickle.List([Pickle.Int(label)])))));
}
