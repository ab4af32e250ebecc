using OnnxZc.MakeModels;
using OnnxZc.Search;
using OnnxZc.Search.Building;
using OnnxZc.Search.NasBenchAsr;

namespace OnnxZc.Tests.Search;

public sealed class AsrSpaceTests
{
    const string AllConv5 = "[[1, 0], [1, 0, 0], [1, 0, 0, 0]]";

    static readonly AsrSpace Space = new();

    // The second is what the benchmark stores for this architecture, the first the same without its LSTM and with a
    // class for silence.
    [Theory]
    [InlineData("backbone", 22_971_649)]
    [InlineData("lstm", 26_338_848)]
    public void Parameters_OfConvolutionsEverywhere_AreThePublishedOnes(string form, long expected) =>
        Assert.Equal(expected, MadeModel.Count(Space.Build(Space.Parse(AllConv5), new() { Form = form })).Parameters);

    [Fact]
    public void Macs_OfConvolutionsEverywhere_AreThoseOfItsDefinition()
    {
        (long Width, long Frames, long Cells)[] blocks = [(600, 100, 3), (800, 100, 4), (1000, 50, 5), (1200, 25, 6)];
        var (expected, from) = (25L * ((1200 * 49) + 49), 80L);
        foreach (var (width, frames, cells) in blocks)
        {
            var cell = 3 * ((width / 100 * width * 5) + width);
            expected += frames * ((from * width * 8) + width + (cells * cell));
            from = width;
        }

        var graph = Space.Build(Space.Parse(AllConv5), new() { Form = "backbone", InputSize = 100 });
        Assert.Equal(expected, MadeModel.Count(graph).Macs);
    }

    [Fact]
    public void Hash_OfTheReadMesArchitecture_IsThePublishedOne()
    {
        const string Published = "36855332a5778e0df5114305bc3ce238";
        Assert.Equal(Published, Space.Print(Space.Parse(AllConv5), "hash"));
        Assert.Equal(Space.Parse(AllConv5), Space.Parse(Published));
    }

    [Theory]
    [InlineData("1,0,1,0,0,1,0,0,0")]
    [InlineData("1 0 1 0 0 1 0 0 0")]
    [InlineData("[(1, 0), (1, 0, 0), (1, 0, 0, 0)]")]
    [InlineData("[['conv5', 0], ['conv5', 0, 0], ['conv5', 0, 0, 0]]")]
    public void Parse_OfEachWayToWriteIt_IsTheSame(string text) =>
        Assert.Equal(AllConv5, Space.Parse(text).Text);

    // 8,242 is the number in the paper.
    [Fact]
    public void Canonical_OfAllCells_HasAsManyFormsAsThePaper()
    {
        var forms = new Dictionary<string, Architecture>();
        for (var index = 0; index < Space.Size; index++)
            forms.TryAdd(Space.Print(Space.At(index), "hash"), Space.At(index));

        Assert.Equal(8242, forms.Count);
        Assert.All(forms.Take(500), form => Assert.Equal(form.Value, Space.Canonical(form.Value)));
        Assert.All(Enumerable.Range(0, 500).Select(i => Space.Sample(new($"form:{i}"))), architecture =>
            Assert.Equal(forms[Space.Print(architecture, "hash")], Space.Canonical(architecture)));
    }

    [Theory]
    [InlineData(1, "[[1, 0], [0, 0, 0], [0, 0, 0, 0]]")]
    [InlineData(6, "[[0, 1], [0, 0, 0], [0, 0, 0, 0]]")]
    [InlineData(13_823, "[[5, 1], [5, 1, 1], [5, 1, 1, 1]]")]
    public void At_OfANumber_CountsTheFirstGeneFirst(long index, string lists) =>
        Assert.Equal(lists, Space.At(index).Text);

    // Of NAS-Bench-101's own read-me and its smallest cell.
    [Fact]
    public void CellHash_OfNasBench101_IsThePublishedOne()
    {
        var edges = new bool[7, 7];
        foreach (var (from, to) in new[] { (0, 1), (0, 2), (0, 3), (0, 5), (1, 6), (2, 6), (3, 4), (4, 6), (5, 6) })
            edges[from, to] = true;
        Assert.Equal("28cfc7874f6d200472e1a9dcd8650aa0", CellHash.Of(edges, [-1, 1, 0, 0, 0, 2, -2]));
        Assert.Equal(
            "043721b9c7fe8c5fad811d47d83132ec", CellHash.Of(new[,] { { false, true }, { false, false } }, [-1, -2]));
    }

    [Fact]
    public void Build_OfAnEvenForm_HasLogitsForEveryFourthFrame() => Assert.Equal(
        [null, 25, 7],
        Space.Build(Space.At(0), new() { InputSize = 97, Classes = 7 }).Outputs.Single().Shape
            .Select(dimension => dimension.Size));
}
