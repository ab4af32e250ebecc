using OnnxZc.Graphs;
using OnnxZc.Search.MobileNetV3;

namespace OnnxZc.Tests.Search;

public sealed class MobileNetSpaceTests
{
    // The two that WeakNAS found with 800 and 1000 queries, and their numbers in its read-me.
    const string By800 =
        """
        {"ks": [3,5,5,5,7,5,7,3,3,7,5,7,3,3,5,5,7,5,3,5], "e": [4,6,4,4,4,3,4,6,4,6,6,3,6,6,6,3,6,6,4,3],
         "d": [2,4,4,4,4]}
        """;

    const string By1000 =
        """
        {'wid': None, 'ks': [5,3,3,3,5,5,5,3,7,5,7,5,3,5,5,3,7,5,3,5],
         'e': [3,3,4,3,4,6,4,4,4,6,6,6,6,6,6,4,6,6,6,3], 'd': [4,3,3,3,4], 'r': [236]}
        """;

    static readonly MobileNetSpace Space = new();

    [Theory]
    [InlineData(By800, 8_577_088, 593.16)]
    [InlineData(By1000, 8_813_720, 560.83)]
    public void Counts_OfThePublishedNetworks_AreThoseOfTheirAuthors(string text, long parameters, double millions)
    {
        var network = BuiltNetwork.Of(Space, text);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(millions, network.Products / 1e6, 0.005);
    }

    // By hand from the paper's table at width 1, all stages at depth 2, kernel 3 and expansion 3.
    [Fact]
    public void Parameters_AtWidthOne_AreThoseOfTheTable()
    {
        long total = (27 * 16) + 32 + (9 * 16) + 32 + (16 * 16) + 32;
        // What a block squeezes to: 72 / 4 to 24, as in MobileNetV3, for 16 is more than a tenth less; 0 without.
        (int From, int To, int Squeezed)[] blocks =
        [
            (16, 24, 0), (24, 24, 0), (24, 40, 24), (40, 40, 32), (40, 80, 0), (80, 80, 0), (80, 112, 64),
            (112, 112, 88), (112, 160, 88), (160, 160, 120),
        ];
        foreach (var (from, to, squeezed) in blocks)
        {
            var middle = 3 * from;
            total += (from * middle) + (2 * middle) + (9 * middle) + (2 * middle) + (middle * to) + (2 * to);
            total += squeezed > 0 ? (2 * middle * squeezed) + squeezed + middle : 0;
        }

        total += (160 * 960) + (2 * 960) + (960 * 1280) + (1280 * 1000) + 1000;
        var smallest = $"{{\"ks\": [{All(20, 3)}], \"e\": [{All(20, 3)}], \"d\": [{All(5, 2)}]}}";
        Assert.Equal(total, BuiltNetwork.Of(Space, smallest, new() { Form = "w1.0" }).Parameters);
    }

    [Fact]
    public void Canonical_OfSamples_BuildsTheSameNetwork()
    {
        for (var i = 0; i < 10; i++)
        {
            var architecture = Space.Sample(new($"idle:{i}"));
            var canonical = Space.Canonical(architecture);
            Assert.NotEqual(architecture, canonical);
            Assert.Equal(
                GraphHash.Of(Space.Build(architecture, new())), GraphHash.Of(Space.Build(canonical, new())));
        }
    }

    [Fact]
    public void Neighbours_OfSamples_BuildOtherNetworks()
    {
        var architecture = Space.Sample(new("used"));
        var own = GraphHash.Of(Space.Build(architecture, new()));
        Assert.All(
            Space.Neighbours(architecture),
            neighbour => Assert.NotEqual(own, GraphHash.Of(Space.Build(neighbour, new()))));
    }

    [Theory]
    [InlineData(By800, null, "w1.2", 236)]
    [InlineData(By800, null, "w1.0", 224)]
    [InlineData(By1000, null, "w1.0", 236)]
    [InlineData(By1000, 160, "w1.2", 160)]
    public void InputSize_IsThatOfTheSettingsElseOfTheTextElseOfTheForm(
        string text, int? size, string form, int expected)
    {
        var graph = Space.Build(Space.Parse(text), new() { Form = form, InputSize = size });
        Assert.Equal(expected, graph.Inputs.Single().Shape[2].Size);
    }

    static string All(int count, int value) => string.Join(", ", Enumerable.Repeat(value, count));
}
