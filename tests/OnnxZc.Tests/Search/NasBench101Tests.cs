using OnnxZc.Graphs;
using OnnxZc.Numerics;
using OnnxZc.Search;
using OnnxZc.Search.NasBench101;

namespace OnnxZc.Tests.Search;

public sealed class NasBench101Tests
{
    // The example of the benchmark's own page.
    const string Inception = "1,1,1,0,1,0,0,0,0,0,1,0,0,0,1,1,0,0,0,1,1,1,0,0,0,2";
    const string Direct = "[[[0,1],[0,0]],[-1,-2]]";
    const string EdgesOfTen = "1,1,1,1,1,1,1,1,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0";

    static readonly NasBench101Space Space = new();

    [Theory]
    [InlineData(Inception, 2_694_282)]
    [InlineData(Direct, 882_570)]
    public void Parameters_OfPublishedExamples_AreThePublishedOnes(string text, long expected) =>
        Assert.Equal(expected, Counted.Of(Build(text)).Parameters);

    [Fact]
    public void Macs_OfTheDirectCell_AreThoseOfItsProjections() => Assert.Equal(
        (1024 * ((27 * 128) + (3 * 128 * 128)))
            + (256 * ((128 * 256) + (2 * 256 * 256)))
            + (64 * ((256 * 512) + (2 * 512 * 512)))
            + 5130,
        Counted.Of(Build(Direct)).Macs);

    [Theory]
    [InlineData(Inception, "28cfc7874f6d200472e1a9dcd8650aa0")]
    [InlineData(Direct, "043721b9c7fe8c5fad811d47d83132ec")]
    public void Hash_OfPublishedExamples_IsThePublishedOne(string text, string expected) =>
        Assert.Equal(expected, Space.Print(Space.Parse(text), "hash"));

    [Theory]
    [InlineData("genotype", Inception)]
    [InlineData(
        "json",
        "[[[0,1,1,1,0,1,0],[0,0,0,0,0,0,1],[0,0,0,0,0,0,1],[0,0,0,0,1,0,0],[0,0,0,0,0,0,1],[0,0,0,0,0,0,1],"
            + "[0,0,0,0,0,0,0]],[-1,1,0,0,0,2,-2]]")]
    [InlineData(
        "naslib",
        "(0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, "
            + "0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 4, 4, 2, 1)")]
    [InlineData(
        "rows",
        "0111010/0000001/0000001/0000100/0000001/0000001/0000000 "
            + "input;conv1x1;conv3x3;conv3x3;conv3x3;maxpool3x3;output")]
    [InlineData(
        "weaknas",
        "1,1,0,0,0,1,0,0,1,0,0,1,0,0,0,1,0,0,0,0,0,1,0,1,0,0,1,0,0,0,0,0,0,1,0,0,1,1,0,1,1,0,0,0,1")]
    public void Text_OfThePublishedExample_IsReadAndWrittenInEveryEncoding(string encoding, string text)
    {
        Assert.Equal(Inception, Space.Parse(text).Text);
        Assert.Equal(text, Space.Print(Space.Parse(Inception), encoding));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("rows")]
    [InlineData("weaknas")]
    public void Text_OfAPrunedEncoding_NamesTheSameNetwork(string encoding) => Assert.All(Samples(200), architecture =>
    {
        var again = Space.Parse(Space.Print(architecture, encoding));
        Assert.Equal(Useful(architecture), Useful(again));
    });

    [Fact]
    public void NasLib_OfASmallCell_IsPaddedBeforeTheOutput() => Assert.Equal(
        "(0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
            + "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 4, 4, 4, 1)",
        Space.Print(Space.Parse("011/001/000 input;maxpool3x3;output"), "naslib"));

    [Theory]
    [InlineData("28cfc7874f6d200472e1a9dcd8650aa0", "hash")]
    [InlineData("1,0", "expected")]
    [InlineData("[[[0,1],[0,0]],[-1,-2,0]]", "expected")]
    [InlineData("[[[0,1],[1,0]],[-1,-2]]", "expected")]
    [InlineData("[[[0,1],[0", "expected")]
    [InlineData("[[[0,1.5],[0,0]],[-1,-2]]", "expected")]
    [InlineData("011/001/000 input;conv7x7;output", "expected")]
    [InlineData("011/001 input;conv3x3;output", "expected")]
    [InlineData("2,1,1,0,1,0,0,0,0,0,1,0,0,0,1,1,0,0,0,1,1,1,0,0,0,2", "expected")]
    [InlineData("1,1,1,0,1,0,0,0,0,0,1,0,0,0,1,1,0,0,0,1,1,1,0,0,0,3", "expected")]
    [InlineData(
        "1,1,1,0,0,1,0,0,1,0,0,1,0,0,0,1,0,0,0,0,0,1,0,1,0,0,1,0,0,0,0,0,0,1,0,0,1,1,0,1,1,0,0,0,1", "expected")]
    [InlineData("0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0", "at most 9 edges")]
    [InlineData("1,1,1,1,1,1,1,0,0,0,1,1,0,0,1,0,0,1,0,1,1,0,0,0,0,0", "at most 9 edges")]
    public void Parse_OfWhatIsNoCell_SaysWhatIsExpected(string text, string part)
    {
        var error = Assert.Throws<ArchitectureException>(() => Space.Parse(text));
        Assert.Contains(part, error.Message);
        Assert.Contains(text, error.Message);
    }

    [Fact]
    public void Edges_ThatLeadNowhere_DoNotCountAgainstTheLimit() =>
        Assert.Equal("[[[0,1],[0,0]],[-1,-2]]", Space.Print(Space.Parse(EdgesOfTen), "json"));

    [Theory]
    [InlineData("0111/0001/0001/0000 input;conv3x3;conv3x3;output", new[] { 7, 64, 64, 128 })]
    [InlineData("01111/00001/00001/00001/00000 input;conv3x3;conv3x3;conv3x3;output", new[] { 7, 43, 43, 42, 128 })]
    [InlineData("01000/00110/00001/00001/00000 input;conv1x1;conv3x3;conv3x3;output", new[] { 7, 64, 64, 64, 128 })]
    [InlineData(
        "010000/001100/000011/000001/000001/000000 input;conv1x1;conv1x1;conv1x1;conv1x1;output",
        new[] { 7, 43, 43, 43, 42, 128 })]
    public void Channels_OfVertices_ShareTheOutputsAndFollowTheWidest(string text, int[] expected) =>
        Assert.Equal(expected, CellNetwork.Channels(CellText.Parse(text)!, 7, 128));

    [Fact]
    public void Canonical_OfReorderedVertices_IsOneTextPerHash()
    {
        var one = Space.Parse("0110/0001/0001/0000 input;conv3x3;conv1x1;output");
        var other = Space.Parse("0110/0001/0001/0000 input;conv1x1;conv3x3;output");
        Assert.NotEqual(one, other);
        Assert.Equal(Space.Canonical(one), Space.Canonical(other));
        Assert.Equal(Space.Print(one, "hash"), Space.Print(other, "hash"));
    }

    [Fact]
    public void Canonical_OfSamples_HasTheirHashAndNoUselessVertex() => Assert.All(Samples(200), architecture =>
    {
        var canonical = Space.Canonical(architecture);
        Assert.Equal(Space.Print(architecture, "hash"), Space.Print(canonical, "hash"));
        Assert.Equal(canonical, Space.Parse(Space.Print(canonical, "json")));
    });

    [Fact]
    public void Sample_OfAStream_IsValidAndItsOwn()
    {
        var samples = Samples(300);
        Assert.Equal(samples, Samples(300));
        Assert.Equal(300, samples.Distinct().Count());
        Assert.All(samples, architecture => Assert.Equal(architecture, Space.Parse(architecture.Text)));
    }

    [Fact]
    public void Mutate_ByManyStreams_ReachesEveryNeighbour()
    {
        var start = Space.Parse(Inception);
        var neighbours = Space.Neighbours(start).ToHashSet();
        var reached = Enumerable.Range(0, 400).Select(i => Space.Mutate(start, new($"m:{i}"))).ToHashSet();
        Assert.Equal(neighbours, reached);
    }

    [Fact]
    public void Build_OfSettings_FollowsThem()
    {
        var graph = Space.Build(
            Space.Parse(Direct), new() { Channels = 16, Cells = 1, Classes = 7, InputSize = 24 });
        Assert.Equal(24, graph.Inputs.Single().Shape[3].Size);
        Assert.Equal(7, graph.Outputs.Single().Shape[1].Size);
        Assert.Equal(
            (27 * 16) + 32 + (16 * 16) + 32 + (16 * 32) + 64 + (32 * 64) + 128 + (64 * 7) + 7,
            Counted.Of(graph).Parameters);
        Assert.Contains(graph.Nodes, node => node.Outputs[0] == "cells.2.project.1.conv.weight");
    }

    [Theory]
    [InlineData(3, 128)]
    [InlineData(32, 6)]
    public void Build_OfSettingsWithoutANetwork_SaysSo(int size, int channels) => Assert.Contains(
        "4 pixels",
        Assert.Throws<ArchitectureException>(
            () => Space.Build(Space.Parse(Direct), new() { InputSize = size, Channels = channels })).Message);

    [Fact]
    public void Weights_OfConvolutions_HaveThePublishedDeviation()
    {
        var weights = Build(Inception).Nodes.Where(node => node.Operator.Type == "RandomNormal");
        Assert.All(weights, node => Assert.Equal(
            node.Attributes.Ints("shape") is [var to, _, var height, var width]
                ? (float)Math.Sqrt(2.0 / (to * height * width))
                : 0.01f,
            node.Attributes["scale"]));
    }

    static Graph Build(string text) => Space.Build(Space.Parse(text), new());

    static Architecture[] Samples(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Space.Sample(new RandomStream($"cell:{i}")))];

    // The names and sizes of all tensors, in order.
    static IEnumerable<string> Useful(Architecture architecture) =>
        Space.Build(architecture, new() { Channels = 20, Cells = 1 }).Nodes.Select(node => string.Join(
            ' ',
            [
                node.Operator.Type, .. node.Inputs, .. node.Outputs,
                .. node.Operator.Type == "RandomNormal" ? node.Attributes.Ints("shape").Select(size => $"{size}") : [],
            ]));
}
