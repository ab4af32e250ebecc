using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class ImageBatchesTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly byte[] _pixels = [.. Enumerable.Range(0, 3072).Select(i => (byte)(i * 5 % 253))];

    public void Dispose() => _folder.Dispose();

    string Source => $"cifar10:{_folder.Write("a.bin", [3, .. _pixels])}";

    [Fact]
    public void Read_ModelWithChannelsLast_GetsThemLast()
    {
        var (pixels, _) = ImageRequests.Raw(Source, 1, [32, 32, 3]);
        for (var i = 0; i < pixels.Length; i++)
            Assert.Equal(_pixels[(i % 3 * 1024) + (i / 3)], pixels[i]);
    }

    [Fact]
    public void Read_ModelOfOneDimension_GetsThemInARow() =>
        Assert.Equal(_pixels, ImageRequests.Raw(Source, 1, [3072]).Pixels);

    [Fact]
    public void Read_ModelOfBytes_TakesThemRawOnly()
    {
        var request = Requests.For(Requests.Input("x", ElementType.UInt8, 1, 3, 32, 32));
        var raw = BatchSources.Parse(Source, new() { Normalise = "raw" }).Read(request).Inputs["x"];
        Assert.Equal(ElementType.UInt8, raw.Type);
        Assert.Equal(_pixels, raw.Bytes.ToArray());
        var error = Assert.Throws<ModelException>(() => BatchSources.Parse(Source).Read(request));
        Assert.Equal(ModelErrorCode.DataMismatch, error.Code);
        Assert.Contains(
            "takes UInt8, but pixels normalised by 'cifar10' are fractions: give --normalise raw", error.Message);
    }

    [Theory]
    [InlineData("darts-cifar10", 0.49139968, 0.24703233)]
    [InlineData("darts-cifar100", 0.50708, 0.26733)]
    [InlineData("taskonomy", 0.5224, 0.2234)]
    [InlineData("svhn", 0.5, 0.5)]
    [InlineData("imagenet", 0.485, 0.229)]
    public void Read_OtherNormalisation_IsThatOfItsLoader(string name, double mean, double deviation)
    {
        var values = ImageRequests.Read(Source, new() { Normalise = name }, 1, [3, 32, 32]).Inputs["x"].Span<float>();
        Assert.Equal(((5 / 255.0) - mean) / deviation, values[1], 1e-5);
    }

    [Fact]
    public void Parse_UnknownNormalisation_ListsAll()
    {
        var error = Assert.Throws<DataException>(() => BatchSources.Parse("cifar10:a", new() { Normalise = "z" }));
        Assert.Contains("no normalisation 'z': give cifar10, cifar100, darts-cifar10", error.Message);
    }

    [Fact]
    public void Fingerprint_EveryOption_IsPartOfIt()
    {
        string Of(DataOptions options) => BatchSources.Parse(Source, options).Fingerprint;
        string[] all =
        [
            Of(new()), Of(new() { Draw = DrawOrder.Random }), Of(new() { Draw = DrawOrder.Balanced }),
            Of(new() { Normalise = "none" }), Of(new() { Augment = Augmentation.CropFlip }),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Of(new()), Of(new() { Draw = DrawOrder.First, Normalise = "cifar10" }));
    }

    [Theory]
    [InlineData(null, Augmentation.None, false)]
    [InlineData(DrawOrder.Random, Augmentation.None, true)]
    [InlineData(DrawOrder.Balanced, Augmentation.None, true)]
    [InlineData(null, Augmentation.CropFlip, true)]
    public void IsSeeded_ShuffledOrAltered_Is(DrawOrder? draw, Augmentation augment, bool expected) => Assert.Equal(
        expected, BatchSources.Parse(Source, new() { Draw = draw, Augment = augment }).IsSeeded);

    [Fact]
    public void Read_SameSeed_IsTheSameAugmentedBatch()
    {
        if (Checkout.Shared is null)
            return;
        var source = $"cifar10:{Path.Combine(Checkout.Shared, "data", "cifar10_train_5k.bin")}";
        byte[] Drawn(int count, long seed) => ImageRequests
            .Raw(source, count, [3, 32, 32], DrawOrder.Random, Augmentation.CropFlip, seed).Pixels;
        Assert.Equal(Drawn(8, 1), Drawn(16, 1)[..(8 * 3072)]);
        Assert.NotEqual(Drawn(8, 1), Drawn(8, 2));
    }

    [Fact]
    public void Read_RealImagesBalanced_AreTheFilesImagesOfEachClass()
    {
        if (Checkout.Shared is null)
            return;
        var path = Path.Combine(Checkout.Shared, "data", "cifar10_train_5k.bin");
        var (pixels, labels) = ImageRequests.Raw($"cifar10:{path}", 30, [3, 32, 32], DrawOrder.Balanced);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i / 3L), labels);
        var records = File.ReadAllBytes(path).Chunk(3073).Select(Convert.ToHexString).ToHashSet();
        Assert.All(pixels.Chunk(3072).Zip(labels), pair => Assert.Contains(
            Convert.ToHexString([(byte)pair.Second, .. pair.First]), records));
    }

    [Fact]
    public void Read_BatchTooLargeForAnArray_SaysSo()
    {
        for (var i = 0; i < 5; i++)
            _folder.Write($"images/a/{i}.png", Png.Of(1, 1, Png.Grey, [0]));
        Assert.Contains(
            "more than an array holds", ImageRequests.Error($"images:{_folder.PathOf("images")}", [3, 8192, 8192], 5));
    }
}
