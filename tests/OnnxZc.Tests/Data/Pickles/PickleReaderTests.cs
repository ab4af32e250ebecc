using System.Text;
using OnnxZc.Data;
using OnnxZc.Data.Pickles;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Data.Pickles;

public sealed class PickleReaderTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PlainValues_AreThoseOfTheSpecification()
    {
        var values = Read(Pickle.Of(Pickle.List(
        [
            [(byte)'N'], [0x88], [0x89], [(byte)'K', 200], [(byte)'M', 0x10, 0x27], Pickle.Int(-7),
            [0x8a, 2, 0xff, 0x7f], [0x8a, 1, 0xff], [0x8a, 0], [(byte)'G', 0x3f, 0xf8, 0, 0, 0, 0, 0, 0],
            [0x8c, 2, 0xc3, 0xa4],
        ])));
        Assert.Equal(
            [null, true, false, 200L, 10000L, -7L, 32767L, -1L, 0L, 1.5, "ä"], Assert.IsType<List<object?>>(values));
    }

    [Fact]
    public void Read_TuplesItemsAndMemo_AreGathered()
    {
        byte[] one = [(byte)'K', 1];
        byte[] two = [(byte)'K', 2];
        var values = Read(Pickle.Of(
            [(byte)']', (byte)'q', 0], [.. one, (byte)'a'], [(byte)'h', 0], [.. one, .. two, 0x86],
            [(byte)'(', .. one, .. two, .. one, (byte)'t'], [(byte)')'], [0x94, 0x87]));
        var tuple = Assert.IsType<object?[]>(values);
        Assert.Equal([1L, 2L], Assert.IsType<object?[]>(tuple[0]));
        Assert.Equal([1L, 2L, 1L], Assert.IsType<object?[]>(tuple[1]));
        Assert.Empty(Assert.IsType<object?[]>(tuple[2]));
    }

    [Fact]
    public void Read_MapOfPython2AndItems_IsFoundByName()
    {
        var map = Assert.IsType<PickledMap>(Read(Pickle.Of(
            Pickle.Map(("labels", [(byte)'K', 5])), [0x8c, 1, (byte)'x'], [(byte)'K', 6, (byte)'s'])));
        Assert.Equal((5L, 6L, null), (map.Find("labels"), map.Find("x"), map.Find("none")));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("numpy.core.multiarray", "scalar")]
    [InlineData("numpy", "load")]
    public void Read_AnyOtherName_IsRefusedByName(string module, string name)
    {
        var error = Error(Pickle.Of(Pickle.Global(module, name), Pickle.OldText("echo"), [0x85, (byte)'R']));
        Assert.Contains($"refers to '{module}.{name}', which arrays do not need", error);
        Assert.Contains("a.pickle", error);
    }

    [Fact]
    public void Read_NameFromTheStack_IsRefusedToo() => Assert.Contains("'os.system'", Error(Pickle.Of(
        [0x8c, 2, .. "os"u8], [0x8c, 6, .. "system"u8], [0x93])));

    [Theory]
    [InlineData('i', "0x69 at byte 2")]
    [InlineData('o', "0x6f at byte 2")]
    [InlineData('P', "0x50 at byte 2")]
    [InlineData('\x81', "0x81 at byte 2")]
    [InlineData('\x82', "0x82 at byte 2")]
    public void Read_OperationThatMakesObjects_IsRefusedByNumber(char operation, string expected) =>
        Assert.Contains(expected, Error(Pickle.Of([(byte)operation])));

    [Fact]
    public void Read_LongBytes_StayInTheFile()
    {
        var bytes = Assert.IsType<PickledBytes>(Read(Pickle.Of(Pickle.OldBytes(new byte[5000]))));
        Assert.Equal((7L, 5000L, null), (bytes.Offset, bytes.Length, bytes.Content));
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(5000)]
    public void Read_BytesAsTextOfPython3_AreBytesAgain(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)(i * 3))];
        var text = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes));
        var value = Read(Pickle.Of(
            Pickle.Global("_codecs", "encode"), [(byte)'X', .. BitConverter.GetBytes(text.Length), .. text],
            [0x8c, 6, .. "latin1"u8], [0x86, (byte)'R']));
        Assert.Equal(bytes, Assert.IsType<PickledBytes>(value).Content);
    }

    [Theory]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    [InlineData("numpy", "dtype")]
    [InlineData("_codecs", "encode")]
    [InlineData("numpy.core.numeric", "_frombuffer")]
    public void Read_KnownNameCalledInAnotherWay_IsAnError(string module, string name) => Assert.Contains(
        "in a way that NumPy does not",
        Error(Pickle.Of(Pickle.Global(module, name), [(byte)'K', 1, (byte)'K', 2, 0x86, (byte)'R'])));

    [Theory]
    [InlineData(new byte[] { (byte)'a' })]
    [InlineData(new byte[] { (byte)'e' })]
    [InlineData(new byte[] { (byte)'K', 1, (byte)'K', 1, (byte)'a' })]
    [InlineData(new byte[] { (byte)'(', (byte)'0' })]
    [InlineData(new byte[] { 0x87 })]
    public void Read_OperationsThatDoNotFit_AreAnError(byte[] operations) =>
        Assert.Contains("do not fit together", Error(Pickle.Of(operations)));

    [Theory]
    [InlineData(new byte[] { 0x80, 1, (byte)'N', (byte)'.' }, "protocol 1")]
    [InlineData(new byte[] { 0x80, 2, (byte)'h', 9, (byte)'.' }, "not there")]
    [InlineData(new byte[] { 0x80, 2, 0x8e, 0, 0, 0, 0, 0, 0, 0, 0x80 }, "ends at byte 11")]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 255, 1 }, "ends at byte 7")]
    [InlineData(new byte[] { 0x80, 2, 0x8a, 9, 1 }, "a number of 9 bytes")]
    public void Read_Damaged_SaysWhere(byte[] bytes, string expected) => Assert.Contains(expected, Error(bytes));

    [Fact]
    public void Read_ValuesWithoutEnd_AreBounded()
    {
        byte[] bytes = [0x80, 2, .. Enumerable.Repeat((byte)')', (1 << 22) + 1)];
        Assert.Contains("more than 4194304 pickled values", Error(bytes));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Read_TextDecodedOverAndOver_IsBounded(int length)
    {
        byte[] text = [(byte)'X', .. BitConverter.GetBytes(length), .. new byte[length], (byte)'q', 0];
        var encode = Pickle.Global("_codecs", "encode");
        byte[] again = [(byte)'h', 1, (byte)'h', 0, (byte)'h', 2, 0x86, (byte)'R'];
        Assert.Contains("the same text over and over", Error(Pickle.Of(
            text, [.. encode, (byte)'q', 1], [0x8c, 6, .. "latin1"u8, (byte)'q', 2],
            [.. Enumerable.Repeat(again, 20).SelectMany(bytes => bytes)])));
    }

    [Fact]
    public void Read_NameWithoutEnd_IsBounded() =>
        Assert.Contains("without end", Error([0x80, 2, .. Enumerable.Repeat((byte)'c', 1000)]));

    object? Read(byte[] bytes)
    {
        using var file = File.OpenRead(_folder.Write("a.pickle", bytes));
        return new PickleReader(file, $"'{file.Name}'").Read();
    }

    string Error(byte[] bytes) => Assert.Throws<DataException>(() => Read(bytes)).Message;
}
