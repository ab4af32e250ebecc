using System.IO.Compression;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data;

public sealed class NpzBatchesTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FileWrittenByNumPy_GivesItsImagesAndLabels()
    {
        if (Checkout.Shared is null)
            return;
        var source = new NpzBatches(Path.Combine(Checkout.Shared, "golden", "nb201_full16", "batch.npz"));

        var batch = source.Read(Requests.For(Requests.Input("input", null, 3, 32, 32)));

        var images = batch.Inputs["input"];
        Assert.Equal([16L, 3, 32, 32], images.Shape.AsSpan());
        Assert.Equal([1.1002960205078125f, 0.2861441969871521f], images.Span<float>()[..2].ToArray());
        Assert.Equal(0.6354655027389526f, images.Span<float>()[^1]);
        Assert.Equal([0, 0, 1, 1, 9, 8, 7, 9, 4, 5, 6, 4, 7, 4, 0, 2], batch.Labels!);
        Assert.Equal("npz:a67011c1a4d5ad61acdca3580f02794a7818b045187734e69288623b83e6c1d0", source.Fingerprint);
    }

    [Theory]
    [InlineData(1, CompressionLevel.NoCompression)]
    [InlineData(2, CompressionLevel.Optimal)]
    [InlineData(3, CompressionLevel.SmallestSize)]
    public void Read_EveryHeaderVersionStoredOrDeflated_GivesTheSame(int version, CompressionLevel level)
    {
        var path = Write(level, ("images.npy", Npz.Array("<f4", "(2, 3)", [1f, 2, 3, 4, 5, 6], version)));
        Assert.Equal([1f, 2, 3, 4, 5, 6], ReadFloats(path, 2, 3));
    }

    [Fact]
    public void IsSeeded_FileWithoutLabels_IsSinceTheyAreDrawn()
    {
        var images = ("images.npy", Npz.Array("<f4", "(1, 1)", [1f]));
        var labels = ("labels.npy", Npz.Array("<i8", "(1)", [0L]));
        Assert.True(new NpzBatches(Write(images)).IsSeeded);
        Assert.False(new NpzBatches(Write(images, labels)).IsSeeded);
        Assert.False(new NpzBatches(Write(images), "images", "classes").IsSeeded);
    }

    [Fact]
    public void Read_OtherNumberTypes_AreCastToTheInputs()
    {
        Assert.Equal([1.5f, -2], ReadFloats(Write(("images.npy", Npz.Array("<f8", "(2, 1)", [1.5, -2]))), 2, 1));
        Half[] halves = [(Half)1.5, (Half)(-2)];
        Assert.Equal([1.5f, -2], ReadFloats(Write(("images.npy", Npz.Array("<f2", "(2, 1)", halves))), 2, 1));
        Assert.Equal([7f, 255], ReadFloats(Write(("images.npy", Npz.Array<byte>("|u1", "(2, 1)", [7, 255]))), 2, 1));
        Assert.Equal([7f, -1], ReadFloats(Write(("images.npy", Npz.Array("<i4", "(2, 1)", [7, -1]))), 2, 1));
        Assert.Equal([7f, -1], ReadFloats(Write(("images.npy", Npz.Array("<i8", "(2, 1)", [7L, -1]))), 2, 1));
    }

    [Fact]
    public void Read_TokensForInt64Input_StayExact()
    {
        var path = Write(("images.npy", Npz.Array("<i4", "(1, 3)", [1, 50256, -1])));
        var batch = new NpzBatches(path).Read(Requests.For(Requests.Input("ids", ElementType.Int64, null, null)));
        Assert.Equal([1L, 50256, -1], batch.Inputs["ids"].Span<long>().ToArray());
    }

    [Fact]
    public void Read_FractionsForIntegerInput_AreRefused()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(1, 1)", [1.5f])));
        var error = Assert.Throws<ModelException>(() =>
            new NpzBatches(path).Read(Requests.For(Requests.Input("ids", ElementType.Int64, null, null))));
        Assert.Equal(ModelErrorCode.DataMismatch, error.Code);
        Assert.Contains("save the array as integers", error.Message);
    }

    [Fact]
    public void Read_ValueBeyondTheInputsType_NamesIt()
    {
        var path = Write(("images.npy", Npz.Array("<i8", "(1, 2)", [1L, 300])));
        var error = Assert.Throws<ModelException>(() =>
            new NpzBatches(path).Read(Requests.For(Requests.Input("x", ElementType.UInt8, null, null))));
        Assert.Contains("300 at element 1", error.Message);
    }

    [Fact]
    public void Read_BatchSizeGiven_TakesTheFirstSamplesAndLabels()
    {
        var path = Write(
            ("images.npy", Npz.Array("<f4", "(3, 2)", [1f, 2, 3, 4, 5, 6])),
            ("labels.npy", Npz.Array("<i8", "(3,)", [7L, 8, 9])));
        var batch = new NpzBatches(path).Read(Requests.For(Requests.Input("x", null, 2)) with { BatchSize = 2 });
        Assert.Equal([1f, 2, 3, 4], batch.Inputs["x"].Span<float>().ToArray());
        Assert.Equal([7L, 8], batch.Labels!);
    }

    [Fact]
    public void Read_ModelFixesTheBatch_TakesThatMany()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(3, 2)", [1f, 2, 3, 4, 5, 6])));
        Assert.Equal([1f, 2], ReadFloats(path, 1, 2));
    }

    [Fact]
    public void Read_FewerSamplesThanWanted_SaysHowMany()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(1, 2)", [1f, 2])));
        var error = Assert.Throws<DataException>(() =>
            new NpzBatches(path).Read(Requests.For(Requests.Input("x", null, 2)) with { BatchSize = 5 }));
        Assert.Contains("has 1 samples, fewer than the 5 wanted; lower --batch-size", error.Message);
    }

    [Fact]
    public void Read_NoLabels_GivesNoneUnlessTheyWereNamed()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(1, 2)", [1f, 2])));
        var request = Requests.For(Requests.Input("x", null, 2));
        Assert.Null(new NpzBatches(path).Read(request).Labels);
        var error = Assert.Throws<DataException>(() => new NpzBatches(path, "images", "y").Read(request));
        Assert.Contains("no array 'y'", error.Message);
    }

    [Fact]
    public void Read_MissingImages_NamesTheArraysThatAreThere()
    {
        var path = Write(("x.npy", Npz.Array("<f4", "(1, 2)", [1f, 2])), ("y.npy", Npz.Array("<i8", "(1,)", [0L])));
        var request = Requests.For(Requests.Input("input", null, 2));
        var error = Assert.Throws<DataException>(() => new NpzBatches(path).Read(request));
        Assert.Contains("no array 'images', only 'x', 'y'", error.Message);
        Assert.Equal([1f, 2], new NpzBatches(path, "x").Read(request).Inputs["input"].Span<float>().ToArray());
    }

    [Fact]
    public void Read_SeveralInputs_AreFedByName()
    {
        var path = Write(
            ("mask.npy", Npz.Array("<i8", "(1, 2)", [1L, 0])),
            ("ids.npy", Npz.Array("<i8", "(1, 2)", [5L, 6])));
        var ids = Requests.Input("ids", ElementType.Int64, null, null);
        var mask = Requests.Input("mask", ElementType.Bool, null, null);
        var batch = new NpzBatches(path).Read(Requests.For(ids, mask));
        Assert.Equal([5L, 6], batch.Inputs["ids"].Span<long>().ToArray());
        Assert.Equal([1, 0], batch.Inputs["mask"].Bytes.ToArray());
        var types = Requests.Input("types", ElementType.Int64, null, null);
        var segments = Requests.Input("segments", ElementType.Int64, null, null);
        var error = Assert.Throws<DataException>(() => new NpzBatches(path).Read(Requests.For(ids, types, segments)));
        Assert.Contains("'types', 'segments'", error.Message);
    }

    [Fact]
    public void Read_ShapeOtherThanTheModels_NamesBoth()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(1, 3, 2, 2)", new float[12])));
        var error = Assert.Throws<ModelException>(() =>
            new NpzBatches(path).Read(Requests.For(Requests.Input("input", null, 3, 32, 32))));
        Assert.Equal(ModelErrorCode.ShapeMismatch, error.Code);
        Assert.Contains("[1, 3, 2, 2]", error.Message);
        Assert.Contains("input: Float32[d0, 3, 32, 32]", error.Message);
    }

    [Fact]
    public void Read_SizeGivenForNamedDimension_IsHeld()
    {
        var path = Write(("images.npy", Npz.Array("<f4", "(1, 2)", [1f, 2])));
        var request = Requests.For(Requests.Input("x", null, null)) with
        {
            Dimensions = new Dictionary<string, long> { ["d1"] = 3 },
        };
        Assert.Throws<ModelException>(() => new NpzBatches(path).Read(request));
    }

    [Theory]
    [InlineData("<f4", "(2,)", "labels are integers")]
    [InlineData("<i4", "(3,)", "3 labels for 2 samples")]
    [InlineData("<i4", "(1,)", "1 labels for 2 samples")]
    [InlineData("<i4", "(2, 1)", "one class per sample")]
    public void Read_LabelsThatAreNone_AreRefused(string descr, string shape, string expected)
    {
        var path = Write(
            ("images.npy", Npz.Array("<f4", "(2, 1)", [1f, 2])),
            ("labels.npy", Npz.Array(descr, shape, new int[3])));
        var request = Requests.For(Requests.Input("x", null, 1));
        var error = Assert.Throws<DataException>(() => new NpzBatches(path).Read(request));
        Assert.Contains(expected, error.Message);
    }

    string Write(params (string Name, byte[] Content)[] entries) => Write(CompressionLevel.NoCompression, entries);

    string Write(CompressionLevel level, params (string Name, byte[] Content)[] entries) =>
        _folder.Write($"{Guid.NewGuid():n}.npz", Npz.Zip(level, entries));

    static float[] ReadFloats(string path, params long?[] shape) =>
        new NpzBatches(path).Read(Requests.For(Requests.Input("x", shape))).Inputs["x"].Span<float>().ToArray();
}
