using System.Globalization;
using OnnxZc.Search;
using OnnxZc.Search.Darts;
using OnnxZc.Search.NasBench101;

namespace OnnxZc.Tests.Search;

/// <summary>NAS-Bench-101 and NAS-Bench-301 against published tables, where they are at hand.</summary>
/// <remarks>
/// The parameters of the largest table are counted for a part of its rows, for all under ONNXZC_FULL=1. Zero-cost
/// tables store millions with seven digits.
/// </remarks>
public sealed class CellTableTests
{
    const int Part = 25;

    static readonly NasBench101Space NasBench101 = new();
    static readonly DartsSpace Darts = new();

    [Theory]
    [InlineData("nb101_20k")]
    [InlineData("zc_nb101_cifar10")]
    public void Hash_OfEveryRow_IsTheKeyOfTheTable(string table) => Assert.All(
        PublishedRows.Of(table),
        row => Assert.Equal(row["module_hash"], NasBench101.Print(NasBench101.Parse(Cell(row)), "hash")));

    [Fact]
    public void Text_OfEveryRow_IsTheTables() => Assert.All(
        PublishedRows.Of("nb101_20k"),
        row => Assert.Equal(Cell(row), NasBench101.Print(NasBench101.Parse(Cell(row)), "rows")));

    [Fact]
    public void Canonical_OfEveryRow_IsAnotherPerKey()
    {
        var rows = PublishedRows.Of("nb101_20k");
        Assert.Equal(
            rows.Count, rows.Select(row => NasBench101.Canonical(NasBench101.Parse(Cell(row)))).Distinct().Count());
    }

    [Fact]
    public void Parameters_OfTheBenchmarksCells_AreTheBenchmarksOwn() => Parallel.ForEach(
        PublishedRows.Of("nb101_20k").Where((_, i) => FullFactAttribute.IsFull || i % Part == 0),
        row => Assert.Equal(
            long.Parse(row["trainable_parameters"], CultureInfo.InvariantCulture),
            Counted.Of(NasBench101.Build(NasBench101.Parse(Cell(row)), new())).Parameters));

    [Fact]
    public void Counts_OfNasBench101Networks_AreThoseOfTheZeroCostTable() => Parallel.ForEach(
        PublishedRows.Of("zc_nb101_cifar10").Where(row => row["flops"].Length > 0),
        row => AssertCounts(NasBench101, Cell(row), "official", row));

    [Fact]
    public void Counts_OfNasBench301Networks_AreThoseOfTheZeroCostTable() => Parallel.ForEach(
        PublishedRows.Of("zc_nb301_cifar10"), row => AssertCounts(Darts, row["arch"], "naslib", row));

    [Theory]
    [InlineData("zc_nb301_cifar10")]
    [InlineData("zc_nb301_cifar10_noacc_nwot_zen")]
    public void Text_OfEveryGenotype_IsTheTables(string table) => Assert.All(
        PublishedRows.Of(table), row => Assert.Equal(row["arch"], Darts.Parse(row["arch"]).Text));

    static void AssertCounts(
        ISearchSpace space, string text, string form, IReadOnlyDictionary<string, string> row)
    {
        var (counts, operations) = Counted.Both(space.Build(space.Parse(text), new() { Form = form }));
        AssertStored(row["params"], counts.Parameters, text);
        AssertStored(row["flops"], operations, text);
    }

    static void AssertStored(string stored, double actual, string text)
    {
        var expected = double.Parse(stored, CultureInfo.InvariantCulture) * 1e6;
        Assert.True(Math.Abs(expected - actual) <= 5.1e-7 * expected, $"{text}: {actual} is not {expected}");
    }

    static string Cell(IReadOnlyDictionary<string, string> row) => $"{row["adjacency"]} {row["ops"]}";
}
