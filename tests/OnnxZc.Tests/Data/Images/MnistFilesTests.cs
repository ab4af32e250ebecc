using System.Buffers.Binary;
using System.IO.Compression;
using OnnxZc.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class MnistFilesTests : IDisposable
{
    static readonly long[] Sizes = [1, 28, 28];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ImagesAndLabels_AreThoseOfTheFiles(bool isPacked)
    {
        var images = Write("images", Images(3), isPacked);
        var labels = Write("labels", Labels(7, 0, 9), isPacked);
        var (pixels, classes) = ImageRequests.Raw($"mnist:{images},{labels}", 2, Sizes);
        Assert.Equal(Images(3)[16..(16 + 1568)], pixels);
        Assert.Equal([7, 0], classes);
    }

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte")]
    public void Read_ImagesAlone_TakesTheLabelsBeside(string images, string labels)
    {
        Write(images, Images(1), false);
        Write(labels, Labels(5), false);
        Assert.Equal([5], ImageRequests.Raw($"mnist:{_folder.PathOf(images)}", 1, Sizes).Labels);
    }

    [Fact]
    public void Read_Folder_TakesTheTrainingFiles()
    {
        Write("train-images-idx3-ubyte.gz", Images(1), true);
        Write("train-labels-idx1-ubyte.gz", Labels(6), true);
        Assert.Equal([6], ImageRequests.Raw($"mnist:{_folder.Root}", 1, Sizes).Labels);
    }

    [Fact]
    public void Read_NoLabels_LeavesThemToBeDrawn()
    {
        var path = Write("images", Images(2), false);
        Assert.Null(ImageRequests.Raw($"mnist:{path}", 2, Sizes).Labels);
        Assert.Contains(
            "no labels to balance",
            ImageRequests.Error($"mnist:{path}", Sizes, 2, new() { Draw = DrawOrder.Balanced }));
    }

    [Fact]
    public void Read_ByDefault_IsNormalisedAsInPyTorchsExample()
    {
        var path = Write("images", Images(1), false);
        var values = ImageRequests.Read($"mnist:{path}", null, 1, Sizes).Inputs["x"].Span<float>();
        Assert.Equal(((3 / 255.0) - 0.1307) / 0.3081, values[1], 1e-5);
        values = ImageRequests.Read($"mnist:{path}", new() { Normalise = "none" }, 1, Sizes).Inputs["x"].Span<float>();
        Assert.Equal(3 / 255.0, values[1], 1e-6);
    }

    [Fact]
    public void Read_NormalisationOfColours_IsRefused() => Assert.Contains(
        "is for 3 channels, images of mnist have 1",
        ImageRequests.Error("mnist:a", Sizes, 1, new() { Normalise = "cifar10" }));

    [Fact]
    public void Read_Damaged_SaysWhatAndWhere()
    {
        var images = Write("images", Images(2), false);
        Assert.Contains("no idx file of images", Error(Write("a", Labels(1), false)));
        Assert.Contains("no idx file of images", Error(Write("a", [], false)));
        Assert.Contains("no idx file of images", Error(Write("a", [0, 0, 8, 3, 0xff, 0xff, 0xff, 0xff], false)));
        Assert.Contains("images of 32 by 28", Error(Write("a", Idx([2, 32, 28], [0, 0]), false)));
        Assert.Contains("more than it can hold", Error(Write("a", Idx([100_000_000, 28, 28], []), true)));
        Assert.Contains("ends inside image 1", Error(Write("a", Images(2)[..^1], false), 2));
        Assert.Contains("ends inside image 1", Error(Write("a", Images(2)[..^1], true), 2));
        Assert.Contains("3 labels for the 2 images", Error($"{images},{Write("l", Labels(1, 2, 3), false)}"));
        Assert.Contains("image 1 has label 10", Error($"{images},{Write("l", Labels(1, 10), false)}"));
        Assert.Contains("ends inside image 1", Error($"{images},{Write("l", Labels(1, 2)[..^1], false)}"));
        Assert.Contains("no data file", Error($"{images},{_folder.PathOf("none")}"));
        byte[] packed = [.. File.ReadAllBytes(Write("a", Images(2), true))];
        packed[10] = 0xff;
        Assert.Contains("unpacked", Error(_folder.Write("a", packed), 2));
    }

    string Write(string name, byte[] content, bool isPacked)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return _folder.Write(name, isPacked ? packed.ToArray() : content);
    }

    static string Error(string source, int count = 1) => ImageRequests.Error($"mnist:{source}", Sizes, count);

    static byte[] Images(int count) =>
        Idx([count, 28, 28], [.. Enumerable.Range(0, count * 784).Select(i => (byte)(i * 3 % 253))]);

    static byte[] Labels(params byte[] labels) => Idx([labels.Length], labels);

    static byte[] Idx(int[] sizes, byte[] content) =>
    [
        0, 0, 8, (byte)sizes.Length,
        .. sizes.SelectMany(size => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(size))), .. content,
    ];
}
