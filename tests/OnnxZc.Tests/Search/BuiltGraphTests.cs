using OnnxZc.Graphs;
using OnnxZc.Search;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Search;

/// <summary>Networks of cells, run: by ONNX Runtime and rebuilt.</summary>
public sealed class BuiltGraphTests
{
    // Full, empty, without a path, with a dead branch, with a node fed by nothing.
    public static TheoryData<string> Cells =>
    [
        NasBench201Tests.Uniform("nor_conv_3x3"),
        NasBench201Tests.Uniform("none"),
        "|none~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|none~1|none~2|",
        "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|",
        "|none~0|+|none~0|nor_conv_3x3~1|+|avg_pool_3x3~0|nor_conv_1x1~1|skip_connect~2|",
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Build_AnyCell_RunsAndAgreesWithOnnxRuntimeAtSeveralBatchSizes(string cell)
    {
        foreach (var form in new[] { "official", "zero-cost-nas" })
        {
            var model = SpaceSelection.Find($"nb201[form={form},cells=2,channels=4,input-size=16,classes=7]:{cell}")!;
            foreach (var samples in new[] { 1, 5 })
            {
                var scorer = new Scorer(new() { Proxies = ["nwot"], BatchSize = samples });
                var card = scorer.Score(scorer.Open(model.Name, model.Hash, model.Build));
                Assert.InRange(card.Trust?.Parity?.MaxAbs ?? double.NaN, 0, 1e-5);
                Assert.Equal((BatchForm.Dynamic, 1.0), (card.Trust!.Batch, card.Trust.Coverage));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Write_AnyCell_ReadsBackWithTheSameHashesAndMetadata(string cell)
    {
        using var folder = new TempFolder();
        var graph = SpaceSelection.Find($"nb201:{cell}")!.Build();
        var path = folder.PathOf("a.onnx");
        using (var file = File.Create(path))
            OnnxWriter.Write(graph, file, [new("key", "one"), new("key", "two"), new("<other>", "")]);
        var read = OnnxReader.Read(path);
        Assert.Equal(
            (GraphHash.Of(graph), WeightsHash.Of(graph)), (GraphHash.Of(read.Graph), WeightsHash.Of(read.Graph)));
        Assert.Equal(new Dictionary<string, string> { ["key"] = "two", ["<other>"] = "" }, read.Metadata);
    }

    [Fact]
    public void Build_Cell_NamesParametersAfterTheStructure()
    {
        var graph = SpaceSelection.Find("nb201:0")!.Build();
        string[] expected =
        [
            "stem.conv.weight", "stem.bn.bias", "cells.3.edge.2_0.conv.weight", "cells.14.edge.3_0.bn.weight",
            "reduction1.conv_a.conv.weight", "reduction2.conv_b.bn.weight", "reduction2.downsample.weight",
            "head.bn.weight", "classifier.weight", "classifier.bias",
        ];
        Assert.All(expected, name => Assert.NotNull(graph.Producer(name)));
    }

    // What an edge computes counts, also where nothing comes of it: by hand, a 1x1 convolution at three widths.
    [Fact]
    public void Build_CellWithADeadBranch_CountsIt()
    {
        long Parameters(string cell) => Counted.Of(SpaceSelection.Find($"nb201:{cell}")!.Build()).Parameters;
        var without = Parameters("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
        var dead = Parameters("|nor_conv_1x1~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
        Assert.Equal(5 * ((16 * 16) + (32 * 32) + (64 * 64) + (2 * 112)), dead - without);
    }
}
