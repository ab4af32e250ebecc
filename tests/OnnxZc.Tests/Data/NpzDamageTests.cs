using System.IO.Compression;
using System.Text;
using OnnxZc.Data;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data;

public sealed class NpzDamageTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_MissingFile_SaysSo() =>
        Assert.Contains("there is no data file", Message(_folder.PathOf("none.npz")));

    [Fact]
    public void Read_Folder_SaysSo() => Assert.Contains("is a folder", Message(_folder.Root));

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void Read_NoZip_SaysWhatItShouldBe(string text) =>
        Assert.Contains("is not an .npz file", Message(_folder.Write("a.npz", Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData(">f4", "(1, 1)", false, "big-endian (>f4); save it with .astype('<f4')")]
    [InlineData("|O", "(1, 1)", false, "pickled Python objects")]
    [InlineData("<c8", "(1, 1)", false, "elements of type <c8")]
    [InlineData("<f4", "(2, 2)", true, "numpy.ascontiguousarray")]
    [InlineData("<f4", "(-1, 2)", false, "which is none")]
    [InlineData("<f4", "(0, 2)", false, "is empty")]
    [InlineData("<f4", "(1000000000, 1000000000)", false, "more than its")]
    [InlineData("<f4", "(9000000000000000000, 9000000000000000000, 9000000000000000000)", false, "more than its")]
    public void Read_ArrayThatCannotBeTaken_SaysTheWayOut(string descr, string shape, bool fortran, string expected) =>
        Assert.Contains(expected, MessageOf(Npz.Header(descr, shape, 1, fortran, new byte[16])));

    [Fact]
    public void Read_FortranOrderOfOneDimension_IsTheSame()
    {
        var path = _folder.Write("a.npz", Npz.Zip(("images.npy", Npz.Array("<f4", "(2, 1)", [1f, 2], fortran: true))));
        var batch = new NpzBatches(path).Read(Requests.For(Requests.Input("x", null, 1)));
        Assert.Equal([1f, 2], batch.Inputs["x"].Span<float>().ToArray());
    }

    [Fact]
    public void Read_VersionOfTheFuture_IsRefused() =>
        Assert.Contains("version 9", MessageOf(Npz.Header("<f4", "(1, 1)", 9, false, new byte[4])));

    [Fact]
    public void Read_CutAnywhere_IsAnErrorAndNoCrash()
    {
        var whole = Npz.Array("<f4", "(2, 1)", [1f, 2]);
        for (var length = 0; length < whole.Length; length++)
            Assert.StartsWith("array 'images' of", MessageOf(whole[..length]));
    }

    [Fact]
    public void Read_DeflatedBytesDamaged_IsAnError()
    {
        float[] values = [.. Enumerable.Range(0, 4096).Select(i => MathF.Sin(i))];
        var bytes = Npz.Zip(CompressionLevel.Optimal, ("images.npy", Npz.Array("<f4", "(64, 64)", values)));
        for (var i = 200; i < 260; i++)
            bytes[i] ^= 0x5a;
        Assert.Contains("array 'images' of", Message(_folder.Write("a.npz", bytes)));
    }

    string MessageOf(byte[] array) => Message(_folder.Write("a.npz", Npz.Zip(("images.npy", array))));

    static string Message(string path) =>
        Assert.Throws<DataException>(
            () => new NpzBatches(path).Read(Requests.For(Requests.Input("x", null, null)))).Message;
}
