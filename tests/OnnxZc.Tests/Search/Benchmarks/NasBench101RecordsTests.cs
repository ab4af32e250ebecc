using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using OnnxZc.Comparisons;
using OnnxZc.Search.Benchmarks;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Search.Benchmarks;

/// <summary>Records written here by the published definition of the file.</summary>
public sealed class NasBench101RecordsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    BenchmarkColumn Column(string name) =>
        new NasBench101Records().Columns(_folder.Root, "nb101").Single(column => column.Name == name);

    [Theory]
    [InlineData("cifar10/train", 95)]
    [InlineData("cifar10/val", 85)]
    [InlineData("cifar10/test", 75)]
    [InlineData("cifar10/seconds", 1500)]
    [InlineData("cifar10/params", 300)]
    [InlineData("cifar10/test-12ep", 10)]
    public void Read_Repeats_GivesTheMeanAfterTheLastEpochOfTheBudget(string name, double expected)
    {
        Write(
            "nasbench_full.tfrecord",
            Record(108, 1000, 0.90, 0.80, 0.70),
            Record(12, 10, 0.3, 0.2, 0.1),
            Record(108, 2000, 1.00, 0.90, 0.80));
        var (key, value) = Assert.Single(Column(name).Read());
        Assert.Equal("011/001/000 input;conv3x3;output", key);
        Assert.Equal(expected, value, 9);
    }

    [Fact]
    public void Columns_OfTheSmallFile_AreOfOneBudget()
    {
        Write("nasbench_only108.tfrecord", Record(108, 1000, 0.90, 0.80, 0.70));
        Assert.Equal(
            ["cifar10/train", "cifar10/val", "cifar10/test", "cifar10/seconds", "cifar10/params"],
            new NasBench101Records().Columns(_folder.Root, "nb101").Select(column => column.Name));
        Assert.Empty(new NasBench101Records().Columns(_folder.Root, "nb201"));
    }

    [Fact]
    public void Read_FileThatIsCutOff_IsAnErrorThatNamesIt()
    {
        Write("nasbench_only108.tfrecord", Record(108, 1000, 0.90, 0.80, 0.70));
        var path = _folder.PathOf("nasbench_only108.tfrecord");
        var bytes = File.ReadAllBytes(path);
        for (var length = 1; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Contains(
                path,
                Assert.Throws<ComparisonException>(() => Column("cifar10/val").Read().ToArray()).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_ResultsThatAreNoMessage_AreAnErrorThatNamesTheFile()
    {
        string[] bad = ["\"AA\"", "\"CgU=\"", "7", "\"////////////\""];
        Assert.All(bad, results =>
        {
            Write(
                "nasbench_only108.tfrecord",
                $"[\"hash\",108,\"011001000\",\"input,conv3x3-bn-relu,output\",{results}]");
            Assert.Throws<ComparisonException>(() => Column("cifar10/val").Read().ToArray());
        });
    }

    static string Record(int epochs, double seconds, double train, double validation, double test)
    {
        byte[] message =
        [
            .. Evaluation(0, 0, 0.1, 0.1, 0.1),
            .. Evaluation(epochs, seconds, train, validation, test),
            0x10, 0xAC, 0x02,
        ];
        return JsonSerializer.Serialize(new object[]
        {
            "hash", epochs, "011001000", "input,conv3x3-bn-relu,output", Convert.ToBase64String(message),
        });
    }

    // Field 1 of bytes: the fields 1 to 5 of doubles, and a text of one letter as field 6.
    static byte[] Evaluation(params double[] numbers)
    {
        byte[] body =
        [
            .. numbers.SelectMany((number, i) =>
                (byte[])[(byte)(((i + 1) << 3) | 1), .. BitConverter.GetBytes(number)]),
            0x32, 1, (byte)'a',
        ];
        return [0x0A, (byte)body.Length, .. body];
    }

    void Write(string name, params string[] records)
    {
        using var file = File.Create(_folder.PathOf(name));
        foreach (var record in records.Select(Encoding.UTF8.GetBytes))
        {
            var head = new byte[12];
            BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)record.Length);
            file.Write(head);
            file.Write(record);
            file.Write(new byte[4]);
        }
    }
}
