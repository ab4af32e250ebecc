using OnnxZc.Tests.Data.Matlab;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class SvhnFilesTests : IDisposable
{
    static readonly long[] Sizes = [3, 32, 32];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FileOfSciPy_IsUprightWithTenAsZero()
    {
        var (pixels, labels) = ImageRequests.Raw($"svhn:{Fixture.PathOf("svhn.mat")}", 4, Sizes);
        Assert.Equal([1, 0, 9, 3], labels);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (image, channel, row, column) = (i / 3072, i / 1024 % 3, i / 32 % 32, i % 32);
            Assert.Equal((byte)(row + (2 * column) + (50 * channel) + (3 * image)), pixels[i]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_EitherPackingAndAnyOrder_IsTheSame(bool isPacked)
    {
        var images = Mat.Bytes("X", Content(2), 32, 32, 3, 2);
        var labels = Mat.Matrix("y", 6, 9, [.. BitConverter.GetBytes(10.0), .. BitConverter.GetBytes(7.0)], 2, 1);
        var path = _folder.Write("train_32x32.mat", isPacked
            ? Mat.File(Mat.Compressed(labels), Mat.Compressed(images))
            : Mat.File(images, labels));

        var (pixels, classes) = ImageRequests.Raw($"svhn:{_folder.Root}", 2, Sizes);

        Assert.Equal([0, 7], classes);
        Assert.Equal(Content(2)[1 + 3072 + 1024], pixels[3072 + 1024 + 32]);
        Assert.Equal(pixels, ImageRequests.Raw($"svhn:{path}", 2, Sizes).Pixels);
    }

    [Fact]
    public void Read_ByDefault_IsFromMinusOneToOne()
    {
        var path = _folder.Write("a.mat", Mat.File(
            Mat.Bytes("X", [0, 255, .. new byte[3070]], 32, 32, 3, 1), Mat.Bytes("y", [1], 1, 1)));
        var values = ImageRequests.Read($"svhn:{path}", null, 1, Sizes).Inputs["x"].Span<float>();
        Assert.Equal((-1f, 1f), (values[0], values[32]));
    }

    [Fact]
    public void Read_WrongContent_SaysWhat()
    {
        var images = Mat.Bytes("X", Content(1), 32, 32, 3, 1);
        var label = Mat.Bytes("y", [3], 1, 1);
        Assert.Contains("no matrix 'y', only X", Error(Mat.File(images)));
        Assert.Contains("no matrix 'X', only y", Error(Mat.File(label)));
        Assert.Contains("X of", Error(Mat.File(Mat.Bytes("X", Content(1), 3, 32, 32, 1), label)));
        Assert.Contains("2 labels for 1 images", Error(Mat.File(images, Mat.Bytes("y", [3, 4], 2, 1))));
        Assert.Contains("image 0", Error(Mat.File(images, Mat.Bytes("y", [11], 1, 1))));
        Assert.Contains("no integer", Error(Mat.File(images, Mat.Matrix("y", 6, 9, BitConverter.GetBytes(1.5), 1, 1))));
    }

    [Theory]
    [InlineData(32, 32, 3, 2)]
    [InlineData(65536, 65536, 65536, 65536)]
    [InlineData(-1, -32, 96, 1)]
    public void Read_SizeThatTheBytesDoNotFill_IsAnError(int a, int b, int c, int d) => Assert.Contains(
        "which its bytes do not fill", Error(Mat.File(Mat.Bytes("X", Content(1), a, b, c, d))));

    [Fact]
    public void Read_OtherMatVersions_SayTheWayOut()
    {
        var newer = Mat.File();
        (newer[124], newer[125]) = (0, 2);
        Assert.Contains("7.3", Error(newer));
        Assert.Contains("no little-endian MAT file", Error([1, 2, 3]));
    }

    [Fact]
    public void Read_CutOrDamagedAnywhere_IsAnErrorOfTheFile()
    {
        var whole = Mat.File(
            Mat.Compressed(Mat.Bytes("X", Content(1), 32, 32, 3, 1)), Mat.Compressed(Mat.Bytes("y", [3], 1, 1)));
        for (var length = 0; length < whole.Length - 8; length++)
            Assert.Contains("a.mat", Error(whole[..length]));
        for (var at = 124; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0xff;
            var path = _folder.Write("a.mat", damaged);
            var error = Record.Exception(() => ImageRequests.Raw($"svhn:{path}", 1, Sizes));
            Assert.True(error is null or OnnxZc.Data.DataException, $"byte {at}: {error}");
        }
    }

    string Error(byte[] bytes) => ImageRequests.Error($"svhn:{_folder.Write("a.mat", bytes)}", Sizes);

    static byte[] Content(int count) => [.. Enumerable.Range(0, count * 3072).Select(i => (byte)(i * 5 % 253))];
}
