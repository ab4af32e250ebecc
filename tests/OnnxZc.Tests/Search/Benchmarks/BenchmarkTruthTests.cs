using System.IO.Compression;
using System.Text;
using OnnxZc.Comparisons;
using OnnxZc.Search;
using OnnxZc.Search.Benchmarks;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Search.Benchmarks;

public sealed class BenchmarkTruthTests : IDisposable
{
    const string Zero =
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Truth Read(string text) => BenchmarkTruth.Read(text, _folder.Root)!;

    void Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("nets.csv")]
    [InlineData("nowhere:cifar10/test")]
    public void Read_WhatIsOfNoSpace_IsNone(string text) => Assert.Null(BenchmarkTruth.Read(text, _folder.Root));

    [Fact]
    public void Read_WithoutAFolder_SaysHowToGiveOne()
    {
        var error = Assert.Throws<ComparisonException>(() => BenchmarkTruth.Read("nb201:cifar10/test", null));
        Assert.Contains("--benchmark-dir; nothing is downloaded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ColumnThatIsNotThere_ListsThoseThatAre()
    {
        Write("nb201_accuracies.csv", $"arch_index,arch_str,c10_test_200ep\n0,{Zero},85\n");
        var error = Assert.Throws<ComparisonException>(() => Read("nb201:cifar10/tset"));
        Assert.EndsWith("has cifar10/tset of nb201: there are cifar10/test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyFolder_SaysSo() => Assert.Contains(
        "has numbers of nb201",
        Assert.Throws<ComparisonException>(() => Read("nb201:cifar10/test")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("nb201_accuracies.csv", "arch_index,c10_test_200ep\n0,85.5\n1,90\n", "cifar10/test", false)]
    [InlineData("nb201_accuracies.csv", "arch_index,in16_val_12ep\n0,85.5\n1,\n", "ImageNet16-120/val-12ep", false)]
    [InlineData("nb201_accuracies.csv", "arch_index,c100_train_seconds_200ep\n0,85.5\n", "cifar100/seconds", true)]
    [InlineData("nb201_more.csv", "arch_index,oneshot_c10\n0,85.5\n", "cifar10/oneshot", false)]
    [InlineData("minibench.csv", ",arch,cellstr,cifar10-test\n0,0," + Zero + ",85.5\n", "cifar10/test-12ep", false)]
    [InlineData(
        "minibench-arch.csv", "cellstr,imagenet-val\n" + Zero + ",85.5\n", "ImageNet16-120/val-12ep", false)]
    [InlineData("zc_nb201_svhn.csv", "arch,val_accuracy,snip\n4-3-3-0-0-0,85.5,2\n", "svhn/val", false)]
    [InlineData("zc_nb201_svhn.csv", "arch,val_accuracy,snip\n4-3-3-0-0-0,2,85.5\n", "svhn/snip", false)]
    [InlineData(
        "zc_nasbench201.json",
        """{"cifar10":{"(4, 3, 3, 0, 0, 0)":{"id":"(4, 3, 3, 0, 0, 0)","val_accuracy":85.5}}}""",
        "cifar10/val",
        false)]
    [InlineData(
        "zc_nasbench201.json",
        """{"a":{"(4, 3, 3, 0, 0, 0)":{"snip":{"score":85.5}},"(0, 0, 0, 0, 0, 1)":{"snip":{"score":-1e8}}}}""",
        "a/snip",
        false)]
    [InlineData(
        "zc_nasbench201.json",
        """{"a":{"(4, 3, 3, 0, 0, 0)":{"snip":{"score":1,"time":85.5}}}}""",
        "a/snip-seconds",
        true)]
    [InlineData("hwnasbench_nb201_cifar10.csv", "arch_index,pixel3_latency\n0,85.5\n", "cifar10/pixel3-latency", true)]
    [InlineData("help_latency_nb201.csv", "arch_index,pixel3\n0,85.5\n", "help/pixel3-latency", true)]
    public void Read_AnyFormat_HasTheNumberOfTheFirstCell(string file, string text, string name, bool isLess)
    {
        Write(file, text);
        var truth = Read($"nb201:{name}");
        Assert.Equal(($"nb201 {name}", isLess), (truth.Name, truth.IsError));
        Assert.Equal([85.5], truth.Match(["nb201:0"]).Values);
        Assert.Contains(file, Assert.Single(truth.Notes), StringComparison.Ordinal);
        Assert.Empty(truth.Match(["a.onnx"]).UnusedNames);
    }

    [Fact]
    public void Read_PackedTable_IsTheSame()
    {
        using (var file = File.Create(_folder.PathOf("nb201_accuracies.csv.gz")))
        using (var packed = new GZipStream(file, CompressionMode.Compress))
            packed.Write("arch_index,c10_test_200ep\n7,1.5\n"u8);
        Assert.Equal([1.5], Read("nb201:cifar10/test").Match(["nb201:7"]).Values);
    }

    [Fact]
    public void Read_TwoFilesWithOneColumn_TakesTheOneOfAccuracies()
    {
        Write("nb201_accuracies.csv", "arch_index,c10_val_200ep\n0,1\n");
        Write("zc_nb201_cifar10.csv", "arch,val_accuracy\n4-3-3-0-0-0,2\n");
        Assert.Equal([1], Read("nb201:cifar10/val").Match(["nb201:0"]).Values);
    }

    [Fact]
    public void Match_Models_FindsThemBySpecFileNameMetadataAndCanonicalForm()
    {
        Write("nb201_accuracies.csv", "arch_index,c10_test_200ep\n0,10\n12,20\n");
        var metadata = _folder.PathOf("renamed.onnx");
        using (var file = File.Create(metadata))
        {
            OnnxZc.Graphs.OnnxWriter.Write(
                SpaceSelection.Find("nb201:12")!.Build(),
                file,
                [new("onnxzc.space", "nb201"), new("onnxzc.architecture", Text(12))]);
        }

        var truth = Read("nb201:cifar10/test");
        Assert.Equal(
            [10, 10, 20, 20, 20, null, null, null],
            truth.Match(
            [
                "nb201[form=zero-cost-nas,classes=100]:0", $"nb201:{Zero}", "cells/nb201-00012.onnx",
                "nb201-form-zero-cost-nas-00012.onnx", metadata, "nb201:13", "other-00012.onnx", "gone.onnx",
            ]).Values);
    }

    [Fact]
    public void Match_CellThatBuildsTheNetworkOfARow_HasItsNumber()
    {
        // Node 1 is a copy of the input: an edge from it is one from there.
        const string Row = "|skip_connect~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|skip_connect~2|";
        const string Other = "|skip_connect~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|skip_connect~2|";
        Write("nb201_accuracies.csv", $"arch_str,c10_test_200ep\n{Row},10\n");
        Assert.Equal([10], Read("nb201:cifar10/test").Match([$"nb201:{Other}"]).Values);
    }

    [Fact]
    public void Read_RowsThatAreNoArchitectures_AreTold()
    {
        Write("zc_nb201_svhn.csv", "arch,snip\n4-3-3-0-0-0,1\n9-9-9-9-9-9,2\n");
        Assert.Equal(
            "1 of its rows are no architectures of nb201, such as 9-9-9-9-9-9", Read("nb201:svhn/snip").Notes[1]);
    }

    [Theory]
    [InlineData("nb201_accuracies.csv", "arch_index,c10_test_200ep\n0,high\n", "which is no number")]
    [InlineData("zc_nasbench201.json", "{\"cifar10\":", "cannot be read")]
    public void Read_BrokenFile_NamesIt(string file, string text, string reason)
    {
        Write(file, text);
        var message = Assert.Throws<ComparisonException>(() => Read("nb201:cifar10/test")).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_EveryFileOfAFormat_IsDescribedInTheDocs()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "benchmarks.md"));
        Assert.All(
            BenchmarkCatalog.All.SelectMany(format => format.Files),
            file => Assert.Contains($"`{file}`", text, StringComparison.Ordinal));
    }

    // The published optimum of CIFAR-10, and the first cell's accuracy.
    [Fact]
    public void Read_SharedTables_HaveThePublishedNumbers()
    {
        if (Checkout.Shared is null)
            return;
        var truth = BenchmarkTruth.Read("nb201:cifar10/test", Path.Combine(Checkout.Shared, "benchmarks"))!;
        var all = truth.Match([.. Enumerable.Range(0, 15_625).Select(index => $"nb201:{index}")]).Values;
        Assert.Equal((15_625, 85.8633, 94.3733), (truth.Count, all[0], all.Max()));
    }

    static string Text(long index) => SpaceSelection.Find($"nb201:{index}")!.Architecture.Text;
}
