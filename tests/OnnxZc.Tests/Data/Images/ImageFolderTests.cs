using OnnxZc.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class ImageFolderTests : IDisposable
{
    static readonly long[] Sizes = [3, 7, 7];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Source => $"images:{_folder.Root}";

    [Theory]
    [InlineData("rgb.jpg")]
    [InlineData("l.jpg")]
    [InlineData("cmyk.jpg")]
    public void Read_Jpeg_IsBitForBitWhatPillowMakesOfIt(string name)
    {
        _folder.Write("a/x.jpg", File.ReadAllBytes(Fixture.PathOf(name)));
        var (pixels, _) = ImageRequests.Raw(Source, 1, Sizes);
        Assert.Equal(File.ReadAllBytes(Fixture.PathOf(name + ".7x7")), pixels);
    }

    [Fact]
    public void Read_Png_IsTheCentreOfItsPixels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 8 * 8 * 3).Select(i => (byte)i)];
        _folder.Write("a/x.png", Png.Of(8, 8, Png.Rgb, pixels));
        var (read, _) = ImageRequests.Raw(Source, 1, Sizes);
        for (var i = 0; i < read.Length; i++)
            Assert.Equal(pixels[(((i / 7 % 7 * 8) + (i % 7)) * 3) + (i / 49)], read[i]);
    }

    [Fact]
    public void Read_TransparencyAndGrey_AreDroppedAndRepeated()
    {
        byte[] clear = [.. Enumerable.Range(0, 64).SelectMany(_ => new byte[] { 1, 2, 3, 0 })];
        _folder.Write("a/x.png", Png.Of(8, 8, Png.Rgba, clear));
        _folder.Write("a/y.png", Png.Of(8, 8, Png.Grey, [.. Enumerable.Repeat((byte)9, 64)]));
        var (pixels, _) = ImageRequests.Raw(Source, 2, Sizes, DrawOrder.First);
        Assert.Equal([1, 2, 3, 9, 9, 9], pixels.Where((_, i) => i % 49 == 0));
    }

    [Fact]
    public void Read_Classes_AreTheSubfoldersByName()
    {
        foreach (var name in (string[])["b/2.png", "b/10.PNG", "B/1.png", "a/3.png"])
            _folder.Write(name, Uniform((byte)name[^5]));
        _folder.Write("a/notes.txt", [1]);
        var (pixels, labels) = ImageRequests.Raw(Source, 4, Sizes, DrawOrder.First);
        Assert.Equal([0, 1, 2, 2], labels);
        Assert.Equal("1302"u8, pixels.Where((_, i) => i % 147 == 0).ToArray());
    }

    [Fact]
    public void Read_NoSubfolders_HasNoLabels()
    {
        _folder.Write("x.png", Uniform(5));
        Assert.Null(ImageRequests.Raw(Source, 1, Sizes).Labels);
    }

    [Fact]
    public void Read_ByDefault_DrawsAtRandomAndNormalisesAsForImageNet()
    {
        for (var i = 0; i < 40; i++)
            _folder.Write($"{i / 20}/{i:00}.png", Uniform((byte)i));
        var batch = ImageRequests.Read(Source, null, 20, Sizes);
        Assert.Equal(2, batch.Labels!.Distinct().Count());
        Assert.Contains(";draw=random;normalise=imagenet;", BatchSources.Parse(Source).Fingerprint);
        var drawn = (int)Math.Round(((batch.Inputs["x"].Span<float>()[0] * 0.229) + 0.485) * 255);
        Assert.Equal(drawn / 20, batch.Labels![0]);
    }

    [Fact]
    public void Read_FreeSizes_Are224UnlessGiven()
    {
        _folder.Write("a/x.png", Uniform(5));
        var request = Requests.For(Requests.Input("x", null, 3, null, null)) with { BatchSize = 1 };
        var source = BatchSources.Parse(Source);
        Assert.Equal([1L, 3, 224, 224], source.Read(request).Inputs["x"].Shape.AsSpan());
        var given = request with { Dimensions = new Dictionary<string, long> { ["d2"] = 5, ["d3"] = 6 } };
        Assert.Equal([1L, 3, 5, 6], source.Read(given).Inputs["x"].Shape.AsSpan());
    }

    [Fact]
    public void Read_WhatIsNoImage_SaysWhichFile()
    {
        Assert.Contains("there is no folder", ImageRequests.Error("images:none", Sizes));
        Assert.Contains("no JPEG or PNG files", ImageRequests.Error(Source, Sizes));
        _folder.Write("a/x.jpg", "GIF89a"u8.ToArray());
        Assert.Contains("x.jpg' is neither JPEG nor PNG", ImageRequests.Error(Source, Sizes));
        _folder.Write("b/notes.txt", [1]);
        Assert.Contains("b' has no JPEG or PNG files", ImageRequests.Error(Source, Sizes));
    }

    [Theory]
    [InlineData("rgb.jpg", 600)]
    [InlineData("rgb.jpg", 200)]
    [InlineData("rgb.jpg", 3)]
    public void Read_CutFile_IsAnError(string name, int length)
    {
        _folder.Write("a/x.jpg", File.ReadAllBytes(Fixture.PathOf(name))[..length]);
        Assert.Contains("x.jpg' cannot be decoded", ImageRequests.Error(Source, Sizes));
    }

    [Theory]
    [InlineData(60_000, 60_000, "more than 67108864")]
    [InlineData(2_000_000, 1, "too long a strip")]
    public void Read_ImageOfAbsurdSize_IsRefused(int width, int height, string expected)
    {
        byte[] content = height == 1 ? new byte[width] : [];
        _folder.Write("a/x.png", Png.Of(width, height, Png.Grey, content));
        Assert.Contains(expected, ImageRequests.Error(Source, [3, 224, 224]));
    }

    [Fact]
    public void Read_LinkOutOfTheFolder_IsRefused()
    {
        using var elsewhere = new TempFolder();
        var target = elsewhere.Write("secret/x.png", Uniform(1));
        Directory.CreateDirectory(_folder.PathOf("a"));
        File.CreateSymbolicLink(_folder.PathOf("a/x.png"), target);
        Assert.Contains("leads out of", ImageRequests.Error(Source, Sizes));
        File.Delete(_folder.PathOf("a/x.png"));
        _folder.Write("a/y.png", Uniform(2));
        Directory.CreateSymbolicLink(_folder.PathOf("b"), elsewhere.PathOf("secret"));
        Assert.Contains("leads out of", ImageRequests.Error(Source, Sizes));
    }

    [Fact]
    public void Read_LinkWithinTheFolder_IsFollowed()
    {
        _folder.Write("a/x.png", Uniform(4));
        Directory.CreateDirectory(_folder.PathOf("b"));
        File.CreateSymbolicLink(_folder.PathOf("b/y.png"), _folder.PathOf("a/x.png"));
        Assert.Equal([0, 1], ImageRequests.Raw(Source, 2, Sizes, DrawOrder.First).Labels);
    }

    [Fact]
    public void Fingerprint_AnotherFile_IsAnother()
    {
        _folder.Write("a/x.png", Uniform(4));
        var before = BatchSources.Parse(Source).Fingerprint;
        Assert.Equal(before, BatchSources.Parse(Source).Fingerprint);
        _folder.Write("a/y.png", Uniform(4));
        Assert.NotEqual(before, BatchSources.Parse(Source).Fingerprint);
    }

    static byte[] Uniform(byte level) => Png.Of(8, 8, Png.Grey, [.. Enumerable.Repeat(level, 64)]);
}
