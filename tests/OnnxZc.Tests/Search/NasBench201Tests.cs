using OnnxZc.Numerics;
using OnnxZc.Search;
using OnnxZc.Search.NasBench201;

namespace OnnxZc.Tests.Search;

/// <summary>NAS-Bench-201 against its definition.</summary>
public sealed class NasBench201Tests
{
    const string FirstCell =
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";

    static readonly NasBench201Space Space = new();

    public static string Uniform(string operation) =>
        string.Format("|{0}~0|+|{0}~0|{0}~1|+|{0}~0|{0}~1|{0}~2|", operation);

    [Theory]
    [InlineData("nor_conv_3x3", 1_531_546, 220_119_690)]
    [InlineData("nor_conv_1x1", 241_306, 31_376_010)]
    [InlineData("skip_connect", 73_306, 7_783_050)]
    public void Build_UniformCells_HaveTheBenchmarksCounts(string operation, long parameters, double macs)
    {
        var counts = Counted.Of(Space.Build(Space.Parse(Uniform(operation)), new()));
        Assert.Equal((parameters, macs), (counts.Parameters, counts.Macs));
    }

    [Fact]
    public void Build_ZeroCostForm_HasBiasesAndNoLearnedNormalisationInCells()
    {
        var settings = new SpaceSettings { Form = "zero-cost-nas" };
        var counts = Counted.Of(Space.Build(Space.Parse(Uniform("nor_conv_3x3")), settings));
        Assert.Equal((1_528_186, 220_979_850), (counts.Parameters, counts.Macs));
    }

    // A stage of N cells at width C has 6 N C C k k weights; the reductions and ends do not depend on N.
    [Theory]
    [InlineData(2, 16, 10)]
    [InlineData(5, 4, 100)]
    public void Build_OtherSettings_CountAsTheClosedForm(int cells, int channels, int classes)
    {
        var graph = Space.Build(
            Space.Parse(Uniform("nor_conv_1x1")),
            new() { Cells = cells, Channels = channels, Classes = classes, InputSize = 8 });
        long[] widths = [channels, 2 * channels, 4 * channels];
        var expected = (27 * widths[0]) + (2 * widths[0])
            + widths.Sum(width => 6 * cells * ((width * width) + (2 * width)))
            + widths[..2].Sum(width => (2 * 9 * width * width) + (4 * width) + (9 * 4 * width * width) + (4 * width)
                + (2 * width * width))
            + (2 * widths[2]) + (widths[2] * classes) + classes;
        Assert.Equal(expected, Counted.Of(graph).Parameters);
    }

    [Theory]
    [InlineData("nb201[input-size=30]", "no multiple of 4")]
    [InlineData("nb201[form=relaxed]", "no form 'relaxed', only official, zero-cost-nas")]
    [InlineData("nb201[auxiliary]", "no auxiliary classifier")]
    [InlineData("nb201[channels=0]", "channels from 1 to 4096, not 0")]
    public void Build_SettingsThatDoNotFit_SayWhatDoes(string space, string reason)
    {
        var model = Assert.Single(SpaceSelection.Read($"{space}:0")!);
        Assert.Contains(reason, Assert.Throws<ArchitectureException>(model.Build).Message, StringComparison.Ordinal);
    }

    // The assertions of the script that made the benchmark.
    [Theory]
    [InlineData(0, FirstCell)]
    [InlineData(9, "|avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    [InlineData(
        123, "|avg_pool_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|")]
    public void At_NumbersThatTheAuthorsPin_AreTheirCells(int index, string cell) =>
        Assert.Equal(cell, Space.At(index).Text);

    [Theory]
    [InlineData(-1)]
    [InlineData(15_625)]
    public void At_NumberOutside_IsRefused(int index) =>
        Assert.Throws<ArchitectureException>(() => Space.At(index));

    [Fact]
    public void Encodings_OfEveryCell_ReadBackAsTheCell()
    {
        for (var index = 0; index < Cell.Count; index++)
        {
            var architecture = Space.At(index);
            foreach (var encoding in Space.Encodings)
            {
                if (Space.Parse(Space.Print(architecture, encoding)) != architecture)
                    Assert.Fail($"{encoding} of {index}: {Space.Print(architecture, encoding)}");
            }
        }
    }

    // NASLib's row of the shared table for number 0; the others by the numberings of each system.
    [Theory]
    [InlineData("index", "0")]
    [InlineData("string", FirstCell)]
    [InlineData("naslib", "(4, 3, 3, 0, 0, 0)")]
    [InlineData("autodl", "[4, 2, 1, 2, 1, 1]")]
    [InlineData("mase", "op_1_0=4 op_2_0=3 op_2_1=1 op_3_0=3 op_3_1=1 op_3_2=1")]
    [InlineData(
        "keep-mask",
        "[False, True, False, False, False, False, False, False, True, False, False, False, False, False, True, "
        + "False, False, False, True, False, False, False, False, False, True, False, False, False, False, True]")]
    public void Print_FirstCell_IsAsEachSystemWritesIt(string encoding, string text) =>
        Assert.Equal(text, Space.Print(Space.At(0), encoding));

    [Theory]
    [InlineData("4-3-3-0-0-0")]
    [InlineData("op_0_0=2, op_1_0=4, op_2_0=3, op_2_1=1, op_3_0=3, op_3_1=1, op_3_2=1")]
    [InlineData("[0,1,0,0,0, 0,0,0,1,0, 0,0,0,0,1, 0,0,0,1,0, 0,0,0,0,1, 0,0,0,0,1]")]
    public void Parse_OtherSpellings_AreTheFirstCell(string text) => Assert.Equal(Space.At(0), Space.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("15625")]
    [InlineData("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|")]
    [InlineData("|avg_pool_3x3~1|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|")]
    [InlineData("|max_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|")]
    [InlineData("(4, 3, 3, 0, 0, 5)")]
    [InlineData("[4, 2, 1, 2, 1]")]
    [InlineData("op_1_0=4 op_2_0=3 op_2_1=1 op_3_0=3 op_3_1=1")]
    [InlineData("[1,1,0,0,0, 0,0,0,1,0, 0,0,0,0,1, 0,0,0,1,0, 0,0,0,0,1, 0,0,0,0,1]")]
    public void Parse_NoCell_IsRefused(string text) =>
        Assert.Throws<ArchitectureException>(() => Space.Parse(text));

    [Fact]
    public void Canonical_OfAllCells_HasThePublishedNumberOfClasses()
    {
        Architecture[] all = [.. Enumerable.Range(0, Cell.Count).Select(index => Space.At(index))];
        var canonical = all.Select(Space.Canonical).ToHashSet();
        Assert.Equal(6466, canonical.Count);
    }

    // A sum has no order, and a skip is its source: by hand.
    [Theory]
    [InlineData(
        "|skip_connect~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|skip_connect~2|",
        "|skip_connect~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|skip_connect~2|")]
    [InlineData(
        "|none~0|+|none~0|nor_conv_3x3~1|+|nor_conv_1x1~0|none~1|none~2|",
        "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|nor_conv_3x3~1|none~2|")]
    public void Canonical_CellsAlikeByHand_IsOne(string one, string other) =>
        Assert.Equal(Space.Canonical(Space.Parse(one)), Space.Canonical(Space.Parse(other)));

    [Fact]
    public void Neighbours_OfACell_AreFourPerEdge() => Assert.Equal(24, Space.Neighbours(Space.At(0)).Count());

    [Fact]
    public void Mutate_ManyTimes_GivesEveryNeighbour()
    {
        var mutants = Enumerable.Range(0, 1000)
            .Select(seed => Space.Mutate(Space.At(77), new RandomStream("mutate", seed)))
            .ToHashSet();
        Assert.Equal(Space.Neighbours(Space.At(77)).ToHashSet(), mutants);
    }

    [Fact]
    public void Cross_ManyTimes_GivesEveryMixture()
    {
        var (one, other) = (Space.Parse(Uniform("none")), Space.Parse(Uniform("nor_conv_3x3")));
        var children = Enumerable.Range(0, 1000)
            .Select(seed => Space.Cross(one, other, new RandomStream("cross", seed)))
            .ToHashSet();
        Assert.Equal(64, children.Count);
    }
}
