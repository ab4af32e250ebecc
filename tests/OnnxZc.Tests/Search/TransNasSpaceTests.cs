using System.Globalization;
using OnnxZc.Search;
using OnnxZc.Search.TransNas;

namespace OnnxZc.Tests.Search;

public sealed class TransNasSpaceTests
{
    static readonly TransNasMicroSpace Micro = new();
    static readonly TransNasMacroSpace Macro = new();

    [Theory]
    [InlineData("64-41414-3_33_333", 41_411_616)]
    [InlineData("64-41414-1_11_111", 540_960)]
    public void Parameters_OfUniformCells_AreThoseOfTheDefinition(string text, long backbone) =>
        Assert.Equal(backbone + (513 * 100), BuiltNetwork.Of(Micro, text).Parameters);

    // Of a stem 3 to 1 to 2, then blocks 2 to 4, 4, 4, 4 and a shortcut, and so on.
    [Fact]
    public void Parameters_OfANarrowStem_FollowIt()
    {
        static long Layer(int from, int to) => (9 * from * to) + (27 * to * to) + (8 * to)
            + (from == to ? 0 : (from * to) + (2 * to));
        long expected = (27 + 2) + (18 + 4) + Layer(2, 4) + Layer(4, 4) + Layer(4, 4) + Layer(4, 8) + ((8 + 1) * 9);
        var settings = new SpaceSettings { Form = "room_layout", Channels = 2 };
        // The third layer strides and so has a shortcut: 4 to 4.
        Assert.Equal(expected + 16 + 8, BuiltNetwork.Of(Macro, "64-2134-basic", settings).Parameters);
        Assert.Contains("even", Assert.Throws<ArchitectureException>(
            () => BuiltNetwork.Of(Macro, "64-2134-basic", settings with { Channels = 3 })).Message);
    }

    [Fact]
    public void At_OfEveryNumber_IsThePublishedArchitecture()
    {
        var rows = PublishedRows.Of("tnb101_metrics").GroupBy(row => row["space"]);
        Assert.All(rows, space =>
        {
            IMutableSpace own = space.Key == "macro" ? Macro : Micro;
            Assert.Equal(own.Size, space.Count());
            Assert.All(space.Select((row, index) => (row, index)), item =>
            {
                var architecture = own.At(item.index);
                Assert.Equal(item.row["arch"], architecture.Text);
                Assert.Equal(architecture, own.Parse(item.row["arch"]));
                Assert.Equal(architecture, own.Parse(item.row["naslib_encoding"]));
                Assert.Equal(item.row["naslib_encoding"], own.Print(architecture, own.Encodings[1]));
            });
        });
    }

    // Stored in millions, to seven digits; of a jigsaw the layers of one tile, but pooling and head of all nine.
    [Theory]
    [InlineData("micro", "class_object")]
    [InlineData("micro", "class_scene")]
    [InlineData("micro", "room_layout")]
    [InlineData("micro", "jigsaw")]
    [InlineData("macro", "class_object")]
    [InlineData("macro", "class_scene")]
    [InlineData("macro", "room_layout")]
    [InlineData("macro", "jigsaw")]
    public void Counts_OfEveryStoredRow_AreTheStoredOnes(string kind, string task)
    {
        ISearchSpace space = kind == "macro" ? Macro : Micro;
        var rows = PublishedRows.Of($"zc_tnb101{kind}_{task}").Where(row => row["params"].Length > 0);
        Assert.All(rows, row =>
        {
            var network = BuiltNetwork.Of(space, row["arch"], new() { Form = task });
            AssertSame(row["params"], network.Parameters);
            AssertSame(row["flops"], network.Operations(task == "jigsaw" ? 9 : 1));
        });
    }

    [Fact]
    public void Canonical_OfAllCells_JoinsWhatThePublishedSubsetKeepsApartByOrderAlone()
    {
        var forms = Enumerable.Range(0, (int)Micro.Size!).Select(i => Micro.Canonical(Micro.At(i))).ToHashSet();
        var unique = PublishedRows.Of("zc_tnb101micro_class_scene")
            .Where(row => row["unique_subset_graf"] == "1")
            .Select(row => Micro.Parse(row["arch"]))
            .ToArray();
        if (unique.Length == 0)
            return;
        Assert.Equal(forms, unique.Select(Micro.Canonical).ToHashSet());
        Assert.All(unique.GroupBy(Micro.Canonical).Where(group => group.Count() > 1), group =>
            Assert.Equal(group.First(), Swapped(Assert.Single(group.Skip(1)))));
    }

    [Theory]
    [InlineData("0-1-0-2-0-3", "0-1-0-2-0-3")]
    [InlineData("1-0-0-2-3-0", "0-1-0-2-0-3")]
    [InlineData("3-3-3-1-0-0", "0-0-0-1-0-0")]
    [InlineData("0-0-3-1-2-2", "0-0-0-1-0-0")]
    public void Canonical_OfACell_KeepsWhatLeadsFromInputToOutput(string text, string expected) =>
        Assert.Equal(Micro.Parse(expected), Micro.Canonical(Micro.Parse(text)));

    [Theory]
    [InlineData("2-3-1-1-0-0")]
    [InlineData("(2, 3, 1, 1, 0, 0)")]
    [InlineData("64-2311-basic")]
    public void Parse_OfASkeletonWithPadding_LeavesItOut(string text) =>
        Assert.Equal("64-2311-basic", Macro.Parse(text).Text);

    [Theory]
    [InlineData("64-1311-basic")]
    [InlineData("64-2211-basic")]
    [InlineData("64-4444-basic")]
    [InlineData("64-433331-basic")]
    public void Parse_OfASkeletonOutsideTheBounds_IsRefused(string text) =>
        Assert.Throws<ArchitectureException>(() => Macro.Parse(text));

    [Theory]
    [InlineData("class_object", 100, 256, 4)]
    [InlineData("class_scene", 63, 256, 4)]
    [InlineData("room_layout", 9, 256, 4)]
    [InlineData("jigsaw", 1000, 64, 5)]
    public void Build_OfATask_HasItsImagesAndClasses(string task, int classes, int size, int rank)
    {
        var graph = Macro.Build(Macro.At(0), new() { Form = task });
        Assert.Equal(rank, graph.Inputs.Single().Shape.Length);
        Assert.Equal(size, graph.Inputs.Single().Shape[^1].Size);
        Assert.Equal(classes, graph.Outputs.Single().Shape[1].Size);
    }

    [Fact]
    public void Build_OfAJigsaw_SharesItsLayersAmongTheTiles()
    {
        var one = BuiltNetwork.Of(Micro, "64-41414-1_02_333", new() { InputSize = 64, Classes = 1000 });
        var nine = BuiltNetwork.Of(Micro, "64-41414-1_02_333", new() { Form = "jigsaw" });
        Assert.Equal(one.Parameters + (8 * 512 * 1000), nine.Parameters);
        Assert.Equal(9 * one.Products, nine.Products);
    }

    static Architecture Swapped(Architecture architecture)
    {
        var e = Micro.Print(architecture, "operations").Split('-');
        return Micro.Parse($"{e[1]}-{e[0]}-{e[2]}-{e[3]}-{e[5]}-{e[4]}");
    }

    static void AssertSame(string stored, double millions)
    {
        var expected = double.Parse(stored, CultureInfo.InvariantCulture) * 1e6;
        Assert.Equal(expected, millions, expected * 6e-7);
    }
}
