using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class CifarFilesTests : IDisposable
{
    static readonly double[] Means = [0.4914, 0.4822, 0.4465];
    static readonly double[] Deviations = [0.2023, 0.1994, 0.2010];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, 1)]
    [InlineData(100, 2)]
    public void Read_EveryChannel_IsNormalisedAsInTheReferenceLoader(int classes, int labelSize)
    {
        byte[] labels = labelSize == 1 ? [3] : [19, 77];
        byte[] pixels = [.. Enumerable.Range(0, 3072).Select(i => (byte)(i * 7))];
        var path = _folder.Write("a.bin", [.. labels, .. pixels, .. labels, .. new byte[3072]]);

        var batch = Source(path, classes).Read(Request() with { BatchSize = 2 });

        var values = batch.Inputs["x"].Span<float>();
        for (var i = 0; i < pixels.Length; i++)
            Assert.Equal(((pixels[i] / 255.0) - Means[i / 1024]) / Deviations[i / 1024], values[i], 1e-5);
        Assert.Equal(-0.4465 / 0.2010, values[^1], 1e-5);
        Assert.Equal(Enumerable.Repeat((long)labels[^1], 2), batch.Labels);
    }

    [Fact]
    public void Read_RealFile_TakesTheFirst64AndItsLabels()
    {
        if (Checkout.Shared is null)
            return;
        var path = Path.Combine(Checkout.Shared, "data", "cifar10_test_exact_1017.bin");
        var source = Source(path, 10);

        var batch = source.Read(Request());

        Assert.Equal([64L, 3, 32, 32], batch.Inputs["x"].Shape.AsSpan());
        Assert.Equal(((0x9e / 255.0) - Means[0]) / Deviations[0], batch.Inputs["x"].Span<float>()[0], 1e-5);
        Assert.Equal(File.ReadAllBytes(path).Chunk(3073).Take(64).Select(record => (long)record[0]), batch.Labels);
        Assert.Equal(
            "cifar10:c77ad46116beb3508f55d38aa34893560beae9515f9aca4a4dd0ea3617ac289e"
                + ";draw=first;normalise=cifar10;augment=none",
            source.Fingerprint);
    }

    [Fact]
    public void Read_ModelOfAnotherSize_NamesBothShapes()
    {
        var path = _folder.Write("a.bin", new byte[3073]);
        var error = Assert.Throws<ModelException>(() => Source(path, 10)
            .Read(Requests.For(Requests.Input("x", null, 3, 224, 224)) with { BatchSize = 1 }));
        Assert.Equal(ModelErrorCode.ShapeMismatch, error.Code);
        Assert.Contains("[1, 3, 32, 32]", error.Message);
        Assert.Contains("224", error.Message);
    }

    [Fact]
    public void Read_ModelWithTwoInputs_PointsToNpz()
    {
        var path = _folder.Write("a.bin", new byte[3073]);
        var error = Assert.Throws<ModelException>(() =>
            Source(path, 10).Read(Requests.For(Requests.Input("a", 1), Requests.Input("b", 1))));
        Assert.Equal(ModelErrorCode.DataMismatch, error.Code);
        Assert.Contains("--data FILE.npz", error.Message);
    }

    [Theory]
    [InlineData(3072, 10, "not a multiple of the 3073")]
    [InlineData(0, 10, "not a multiple")]
    [InlineData(3073, 100, "not a multiple of the 3074")]
    [InlineData(3073, 10, "has 1 samples, fewer than the 64 wanted")]
    public void Read_FileOfTheWrongSize_SaysWhatItShouldBe(int size, int classes, string expected)
    {
        var path = _folder.Write("a.bin", new byte[size]);
        var error = Assert.Throws<DataException>(() => Source(path, classes).Read(Request()));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Read_LabelBeyondTheClasses_IsRefused()
    {
        var path = _folder.Write("a.bin", [10, .. new byte[3072]]);
        var request = Request() with { BatchSize = 1 };
        var error = Assert.Throws<DataException>(() => Source(path, 10).Read(request));
        Assert.Contains("label 10", error.Message);
    }

    static IBatchSource Source(string path, int classes) => BatchSources.Parse($"cifar{classes}:{path}");

    static BatchRequest Request() => Requests.For(Requests.Input("x", null, 3, 32, 32));
}
