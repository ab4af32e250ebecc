using OnnxZc.Tests.Data.Pickles;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Images;

public sealed class CifarPickleTests : IDisposable
{
    static readonly long[] Sizes = [3, 32, 32];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cifar10", "labels", false)]
    [InlineData("cifar100", "fine_labels", false)]
    [InlineData("cifar10", "labels", true)]
    public void Read_PickleOfPython2_GivesItsRowsAndLabels(string name, string key, bool isFortran)
    {
        var rows = Rows(3);
        var content = isFortran
            ? [.. Enumerable.Range(0, rows.Length).Select(i => rows[(i % 3 * 3072) + (i / 3)])]
            : rows;
        var path = _folder.Write("train", Pickle.Of(Pickle.Map(
            ("coarse_labels", Labels(1, 1, 1)), (key, Labels(4, 9, 0)),
            ("data", Pickle.Array(content, "u1", isFortran, [3, 3072])))));

        var (pixels, labels) = ImageRequests.Raw($"{name}:{path}", 2, Sizes);

        Assert.Equal(rows[..6144], pixels);
        Assert.Equal([4, 9], labels);
    }

    [Fact]
    public void Read_Folder_JoinsTheFivePartsInOrder()
    {
        var rows = Rows(5);
        for (var part = 0; part < 5; part++)
            WritePart($"data_batch_{part + 1}", rows[(part * 3072)..((part + 1) * 3072)], part);
        var (pixels, labels) = ImageRequests.Raw($"cifar10:{_folder.Root}", 5, Sizes);
        Assert.Equal(rows, pixels);
        Assert.Equal([0, 1, 2, 3, 4], labels);
    }

    [Fact]
    public void Read_FolderOfTheBinaryVersion_JoinsItsPartsToo()
    {
        for (byte part = 1; part <= 5; part++)
            _folder.Write($"data_batch_{part}.bin", [part, .. new byte[3072]]);
        Assert.Equal([1, 2, 3, 4, 5], ImageRequests.Raw($"cifar10:{_folder.Root}", 5, Sizes).Labels);
    }

    [Fact]
    public void Read_FolderWithoutAPart_NamesIt()
    {
        WritePart("data_batch_1", Rows(1), 0);
        Assert.Contains("has no 'data_batch_2'", ImageRequests.Error($"cifar10:{_folder.Root}", Sizes));
    }

    [Fact]
    public void Read_FolderOfSomethingElse_SaysWhatItLooksFor() => Assert.Contains(
        "none of the files train, train.bin", ImageRequests.Error($"cifar100:{_folder.Root}", Sizes));

    [Fact]
    public void Read_LabelBeyondTheClasses_NamesTheImage()
    {
        WritePart("a", Rows(1), 10);
        Assert.Contains("image 0 of", ImageRequests.Error($"cifar10:{_folder.PathOf("a")}", Sizes));
    }

    [Fact]
    public void Read_PickleThatIsNoDataSet_SaysWhatIsMissing()
    {
        Assert.Contains("no dictionary", Error(Pickle.Of([(byte)'N'])));
        Assert.Contains("no array 'data'", Error(Pickle.Of(Pickle.Map(("labels", Labels(1))))));
        Assert.Contains("no list of integers 'labels'", Error(Pickle.Of(Pickle.Map(("data", Array(1))))));
        Assert.Contains("2 labels for 1 images", Error(Pickle.Of(
            Pickle.Map(("data", Array(1)), ("labels", Labels(1, 2))))));
    }

    [Theory]
    [InlineData(new[] { 2, 3072 }, "u1")]
    [InlineData(new[] { 1, 3071 }, "u1")]
    [InlineData(new[] { 3072 }, "u1")]
    [InlineData(new[] { -1, -3072 }, "u1")]
    [InlineData(new[] { 0, 3072 }, "u1")]
    [InlineData(new[] { 1, 3072 }, "i1")]
    [InlineData(new[] { 1, 2147483647, 2147483647, 2147483647 }, "u1")]
    public void Read_ArrayOfAnotherForm_IsAnError(int[] shape, string type) => Assert.Contains(
        "not rows of 3072 bytes",
        Error(Pickle.Of(Pickle.Map(
            ("data", Pickle.Array(new byte[3072], type, false, shape)), ("labels", Labels(1))))));

    [Fact]
    public void Read_CutAnywhere_IsAnError()
    {
        var whole = Pickle.Of(Pickle.Map(("data", Array(1)), ("labels", Labels(1))));
        for (var length = 1; length < whole.Length; length += length is > 250 and < 3200 ? 97 : 1)
            Assert.Contains("cut", Error(whole[..length], "cut"));
    }

    string Error(byte[] bytes, string name = "a") =>
        ImageRequests.Error($"cifar10:{_folder.Write(name, bytes)}", Sizes);

    void WritePart(string name, byte[] rows, int label) => _folder.Write(name, Pickle.Of(Pickle.Map(
        ("labels", Labels(label)), ("data", Pickle.Array(rows, 1, 3072)))));

    static byte[] Array(int count) => Pickle.Array(Rows(count), count, 3072);

    static byte[] Labels(params int[] labels) => Pickle.List(labels.Select(Pickle.Int));

    static byte[] Rows(int count) => [.. Enumerable.Range(0, count * 3072).Select(i => (byte)(i * 5 % 253))];
}
