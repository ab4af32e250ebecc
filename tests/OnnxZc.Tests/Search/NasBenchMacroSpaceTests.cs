using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Search.NasBenchMacro;

namespace OnnxZc.Tests.Search;

public sealed class NasBenchMacroSpaceTests
{
    static readonly NasBenchMacroSpace Space = new();

    // From the layers' definitions: a stem, shortcuts 32 to 64 to 128 to 256, and the head.
    [Fact]
    public void Counts_OfNothingButShortcuts_AreThoseOfTheDefinition()
    {
        var network = BuiltNetwork.Of(Space, "00000000");
        Assert.Equal(
            (864 + 64) + (2048 + 128) + (8192 + 256) + (32_768 + 512) + (327_680 + 2560) + 12_810, network.Parameters);
        Assert.Equal(
            (1024 * 864) + (256 * 2048) + (64 * 8192) + (16 * (32_768 + 327_680)) + 12_800, network.Products);
    }

    // A stem of 8, shortcuts 8 to 16 to 32 to 64, and the head, for 5 classes.
    [Fact]
    public void Parameters_OfANarrowStem_HalveWithItInEveryStage() => Assert.Equal(
        (216 + 16) + (128 + 32) + (512 + 64) + (2048 + 128) + (81_920 + 2560) + 6405,
        BuiltNetwork.Of(Space, "00000000", new() { Channels = 8, Classes = 5 }).Parameters);

    [Fact]
    public void Counts_OfAllArchitectures_AreTheBenchmarksOwn()
    {
        var rows = PublishedRows.Of("nasbench_macro_cifar10");
        Parallel.ForEach(rows, row =>
        {
            var network = BuiltNetwork.Of(Space, row["arch"]);
            Assert.Equal(row["params"], network.Parameters.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row["flops"], network.Products.ToString(CultureInfo.InvariantCulture));
        });
        Assert.Equal(rows.Select(row => row["arch"]), Enumerable.Range(0, rows.Count).Select(i => Space.At(i).Text));
    }

    // Only canonical architectures were trained: the table repeats their accuracies for all others.
    [Fact]
    public void Canonical_OfAllArchitectures_HasTheSameAccuracies()
    {
        var rows = PublishedRows.Of("nasbench_macro_cifar10");
        var accuracies = rows.ToDictionary(row => row["arch"], row => row["acc_seed0"] + row["acc_seed1"]);
        Assert.All(rows, row => Assert.Equal(
            accuracies[row["arch"]], accuracies[Space.Canonical(Space.Parse(row["arch"])).Text]));
    }

    [Theory]
    [InlineData("01202101", "01220110")]
    [InlineData("10001012", "10010012")]
    public void Canonical_OfIdentities_MovesThemToTheEndOfTheirStage(string text, string expected)
    {
        Assert.Equal(expected, Space.Canonical(Space.Parse(text)).Text);
        Assert.Equal(
            GraphHash.Of(Space.Build(Space.Parse(text), new())),
            GraphHash.Of(Space.Build(Space.Parse(expected), new())));
    }
}
