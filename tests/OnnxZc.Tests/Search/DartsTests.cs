using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search;
using OnnxZc.Search.Darts;

namespace OnnxZc.Tests.Search;

public sealed class DartsTests
{
    // The paper's second-order result.
    const string Published =
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
        + "('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], "
        + "normal_concat=range(2, 6), "
        + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), "
        + "('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], "
        + "reduce_concat=range(2, 6))";

    const string Compact = "0.3-1.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0";

    const string Skips = "0.2-1.2-0.2-1.2-0.2-1.2-0.2-1.2|0.2-1.2-0.2-1.2-0.2-1.2-0.2-1.2";

    static readonly DartsSpace Space = new();

    [Theory]
    [InlineData("cifar", null, null, false, 3_349_342)]
    [InlineData("cifar", null, null, true, 3_349_342 + 476_426)]
    [InlineData("imagenet", null, null, false, 4_718_752)]
    [InlineData("cifar", 16, 5, false, 129_706)]
    [InlineData("cifar", 24, 8, false, 529_474)]
    public void Parameters_OfThePublishedGenotype_AreThePublishedOnes(
        string form, int? channels, int? cells, bool auxiliary, long expected) =>
        Assert.Equal(expected, Counted.Of(Build(Published, new()
        {
            Form = form,
            Channels = channels,
            Cells = cells,
            Auxiliary = auxiliary,
        })).Parameters);

    // Skips alone: what is left are stem, preprocessing, factorized reductions and classifier.
    [Fact]
    public void Macs_OfACifarNetworkOfSkips_AreThoseOfItsPreprocessing()
    {
        const int C = 8;
        var stem = 1024 * 27 * 3 * C;
        var edges = 8 * ((256 * 2 * C * 2 * C) + (64 * 4 * C * 4 * C));
        var normal = 1024 * 2 * (3 * C * C);
        var reduction = 1024 * ((3 * C * 2 * C) + (4 * C * 2 * C));
        var second = 256 * ((4 * C * 4 * C) + (8 * C * 4 * C));
        var last = 64 * ((8 * C * 4 * C) + (16 * C * 4 * C));
        Assert.Equal(
            stem + edges + normal + reduction + second + last + (16 * C * 10) + 10,
            Counted.Of(Build(Skips, new() { Channels = C, Cells = 4 })).Macs);
    }

    // At 224 pixels the cells see 28 × 28, then 14 × 14 and 7 × 7; the first one halves what the stem's half gave.
    [Fact]
    public void Macs_OfAnImageNetNetworkOfSkips_AreThoseOfItsStemAndPreprocessing()
    {
        const int C = 8;
        var stem = (112 * 112 * 27 * C / 2) + (56 * 56 * 9 * C / 2 * C) + (784 * 9 * C * C);
        var edges = 8 * ((196 * 2 * C * 2 * C) + (49 * 4 * C * 4 * C));
        var first = 784 * 2 * C * C;
        var reduction = 784 * ((C * 2 * C) + (4 * C * 2 * C));
        var second = 196 * ((4 * C * 4 * C) + (8 * C * 4 * C));
        var last = 49 * ((8 * C * 4 * C) + (16 * C * 4 * C));
        Assert.Equal(
            stem + edges + first + reduction + second + last + (16 * C * 1000) + 1000,
            Counted.Of(Build(Skips, new() { Form = "imagenet", Channels = C, Cells = 4 })).Macs);
    }

    [Theory]
    [InlineData("compact", Compact)]
    [InlineData("genotype", Published)]
    [InlineData(
        "naslib",
        "(((0, 3), (1, 3), (0, 3), (1, 3), (1, 3), (0, 2), (0, 2), (2, 5)), "
            + "((0, 0), (1, 0), (2, 2), (1, 0), (0, 0), (2, 2), (2, 2), (1, 0)))")]
    [InlineData("mf-nas", "3,0,3,1,3,0,3,1,3,1,0,0,0,0,5,2,2,0,2,1,0,2,2,1,2,0,0,2,0,2,2,1")]
    public void Text_OfThePublishedGenotype_IsReadAndWrittenInEveryEncoding(string encoding, string text)
    {
        Assert.Equal(Compact, Space.Parse(text).Text);
        Assert.Equal(text, Space.Print(Space.Parse(Compact), encoding));
    }

    [Fact]
    public void Hnas_OfThePublishedGenotype_NumbersItsEdgesByTarget()
    {
        const string Slots = "4,4,4,4,0,3,4,0,0,3,0,6,0,0,1,1,0,1,3,1,0,3,0,0,1,3,0,0";
        Assert.Equal(Slots, Space.Print(Space.Parse(Compact), "hnas"));
        Assert.Equal(Slots, Space.Print(Space.Parse(Slots), "hnas"));
        Assert.Equal(Space.Canonical(Space.Parse(Compact)), Space.Canonical(Space.Parse(Slots)));
    }

    [Fact]
    public void Genotype_WithListedConcatenation_IsTheSame() => Assert.Equal(
        Compact, Space.Parse(Published.Replace("range(2, 6)", "[2, 3, 4, 5]", StringComparison.Ordinal)).Text);

    [Theory]
    [InlineData("")]
    [InlineData("0.3-0.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")]
    [InlineData("0.3-2.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")]
    [InlineData("0.7-1.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")]
    [InlineData("0.3-1.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2")]
    [InlineData("3,0,3,1,3,0,3,1,3,1,0,0,0,0,5,2,2,0,2,1,0,2,2,1,2,0,0,2,0,2,2,2")]
    [InlineData("9,0,3,1,3,0,3,1,3,1,0,0,0,0,5,2,2,0,2,1,0,2,2,1,2,0,0,2,0,2,2,1")]
    [InlineData("4,4,4,4,1,3,4,0,0,3,0,6,0,0,1,1,0,1,3,1,0,3,0,0,1,3,0,0")]
    [InlineData("4,9,4,4,0,3,4,0,0,3,0,6,0,0,1,1,0,1,3,1,0,3,0,0,1,3,0,0")]
    [InlineData("(((0, 3), (1, 3)), ((0, 0), (1, 0)))")]
    public void Parse_OfWhatIsNoGenotype_SaysWhatIsExpected(string text)
    {
        var error = Assert.Throws<ArchitectureException>(() => Space.Parse(text));
        Assert.Contains("darts", error.Message);
        Assert.Contains($"'{text}'", error.Message);
    }

    [Theory]
    [InlineData("range(2, 6)", "range(3, 6)")]
    [InlineData("sep_conv_3x3", "sep_conv_7x7")]
    [InlineData("('sep_conv_3x3', 0), ", "")]
    public void Parse_OfAForeignGenotype_IsRefused(string part, string other) => Assert.Throws<ArchitectureException>(
        () => Space.Parse(Published.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("1.3-0.3-0.3-1.3-0.2-1.3-2.5-0.2|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")]
    [InlineData("0.3-1.3-0.2-1.3-0.3-1.3-0.2-2.5|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")]
    [InlineData("0.3-1.3-0.3-1.3-1.3-0.2-0.2-2.5|0.0-1.0-0.0-2.2-2.2-1.0-2.2-1.0")]
    public void Canonical_OfOtherOrders_IsTheSame(string text)
    {
        Assert.NotEqual(Compact, text);
        Assert.Equal(Space.Canonical(Space.Parse(Compact)), Space.Canonical(Space.Parse(text)));
    }

    [Fact]
    public void Canonical_OfAnotherOperation_IsAnother() => Assert.NotEqual(
        Space.Canonical(Space.Parse(Compact)),
        Space.Canonical(Space.Parse("0.3-1.3-0.3-1.3-1.3-0.2-0.2-2.6|0.0-1.0-2.2-1.0-0.0-2.2-2.2-1.0")));

    [Fact]
    public void Canonical_OfSamples_KeepsTheNetworksSize() => Assert.All(Samples(20), architecture =>
        Assert.Equal(Size(architecture), Size(Space.Canonical(architecture))));

    [Fact]
    public void Sample_OfStreams_DrawsEveryOperationAndInput()
    {
        var samples = Samples(300);
        Assert.Equal(samples, Samples(300));
        var edges = samples.SelectMany(architecture => architecture.Text.Split('|').SelectMany(cell =>
            cell.Split('-').Select((edge, i) => (Node: i / 2, Edge: edge)))).ToHashSet();
        Assert.Equal(7 * (2 + 3 + 4 + 5), edges.Count);
    }

    [Fact]
    public void Neighbours_OfAGenotype_AreSixOperationsPerEdgeAndTheInputsLeft() => Assert.Equal(
        (16 * 6) + (2 * 2 * (0 + 1 + 2 + 3)), Space.Neighbours(Space.Parse(Compact)).Count());

    [Fact]
    public void Mutate_ByManyStreams_ReachesEveryNeighbour()
    {
        var start = Space.Parse(Compact);
        var neighbours = Space.Neighbours(start).ToHashSet();
        var reached = Enumerable.Range(0, 2000).Select(i => Space.Mutate(start, new($"m:{i}"))).ToHashSet();
        Assert.Equal(neighbours, reached);
    }

    [Fact]
    public void Auxiliary_OfACifarNetwork_IsASecondResult()
    {
        var graph = Build(Compact, new() { Channels = 4, Cells = 3, Auxiliary = true, Classes = 7 });
        Assert.Equal(["classifier", "auxiliary.classifier"], graph.Outputs.Select(output => output.Name));
        Assert.All(graph.Outputs, output => Assert.Equal(7, output.Shape[1].Size));
    }

    [Fact]
    public void Parameters_OfACell_AreNamedAfterItsStructure()
    {
        var names = Build(Compact, new() { Channels = 4, Cells = 5 }).Nodes.Select(node => node.Outputs[0]).ToHashSet();
        Assert.Contains("cells.4.node.0.edge.1.depthwise2.weight", names);
        Assert.Contains("cells.4.node.3.edge.1.pointwise.weight", names);
        Assert.Contains("cells.2.preprocess0.conv2.weight", names);
    }

    [Theory]
    [InlineData("cifar", 30, false, "halved")]
    [InlineData("cifar", 64, true, "32 pixels")]
    [InlineData("imagenet", 192, true, "224 pixels")]
    [InlineData("imagenet", 100, false, "halved")]
    [InlineData("naslib", 32, true, "auxiliary")]
    public void Build_OfSettingsWithoutANetwork_SaysWhy(string form, int size, bool auxiliary, string part) =>
        Assert.Contains(part, Assert.Throws<ArchitectureException>(() => Build(Compact, new()
        {
            Form = form,
            InputSize = size,
            Auxiliary = auxiliary,
        })).Message);

    [Fact]
    public void Build_OfAnOddStem_SaysWhy() => Assert.Contains("odd", Assert.Throws<ArchitectureException>(
        () => Build(Compact, new() { Form = "imagenet", Channels = 15 })).Message);

    static Graph Build(string text, SpaceSettings settings) => Space.Build(Space.Parse(text), settings);

    static (long Parameters, double Macs) Size(Architecture architecture)
    {
        var counts = Counted.Of(Space.Build(architecture, new() { Channels = 4, Cells = 5 }));
        return (counts.Parameters, counts.Macs);
    }

    static Architecture[] Samples(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Space.Sample(new RandomStream($"genotype:{i}")))];
}
