using OnnxZc.MakeModels;
using OnnxZc.Search.NatsSize;

namespace OnnxZc.Tests.Search;

public sealed class NatsSizeSpaceTests
{
    static readonly NatsSizeSpace Space = new();

    [Theory]
    [InlineData("64:64:64:64:64", 713_674, 274_399_882)]
    [InlineData("8:8:8:8:8", 11_714, 4_481_114)]
    [InlineData("8:16:24:32:40", 115_490, 15_339_930)]
    public void Counts_OfANetwork_AreThoseOfItsDefinition(string channels, long parameters, double macs)
    {
        var counts = MadeModel.Count(Space.Build(Space.Parse(channels), new()));
        Assert.Equal((parameters, macs), (counts.Parameters, counts.Macs));
    }

    [Theory]
    [InlineData(0, "8:8:8:8:8", "0,0,0,0,0")]
    [InlineData(1, "8:8:8:8:16", "0,0,0,0,1")]
    [InlineData(4096, "16:8:8:8:8", "1,0,0,0,0")]
    [InlineData(32_767, "64:64:64:64:64", "7,7,7,7,7")]
    public void At_OfANumber_CountsTheLastStageFirst(long index, string channels, string choices)
    {
        Assert.Equal(channels, Space.At(index).Text);
        Assert.Equal(choices, Space.Print(Space.At(index), "choices"));
        Assert.Equal(Space.At(index), Space.Parse($"({choices.Replace(",", ", ")})"));
    }

    [Fact]
    public void Build_OfASizeThatTwoHalvingsDoNotDivide_IsRefused() => Assert.Contains(
        "multiple of 4",
        Assert.Throws<OnnxZc.Search.ArchitectureException>(
            () => Space.Build(Space.At(0), new() { InputSize = 30 })).Message);
}
