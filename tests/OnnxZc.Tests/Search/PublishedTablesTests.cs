using System.Globalization;
using System.IO.Compression;
using OnnxZc.Search;
using OnnxZc.Search.NasBench201;

namespace OnnxZc.Tests.Search;

/// <summary>NAS-Bench-201 against the published tables, where they are at hand.</summary>
public sealed class PublishedTablesTests
{
    // A row in eight by default.
    const int Part = 8;

    static readonly NasBench201Space Space = new();

    static bool IsFull => Environment.GetEnvironmentVariable("ONNXZC_FULL") is "1" or "true";

    [Fact]
    public void At_EveryNumber_IsTheCellOfTheAccuracyTable() => Assert.All(
        Rows("nb201_accuracies.csv.gz"),
        row => Assert.Equal(row["arch_str"], Space.At(Number(row["arch_index"])).Text));

    [Fact]
    public void Parse_EncodingsOfTheAccuracyTable_AreTheSameCell() => Assert.All(
        Rows("nb201_accuracies.csv.gz"),
        row => Assert.Equal(
            (row["arch_str"], row["arch_str"]),
            (Space.Parse(row["arch_index"]).Text, Space.Parse(row["naslib_encoding"]).Text)));

    [Fact]
    public void Canonical_OfEveryCell_PartsThemAsTheAccuracyTableDoes()
    {
        var classes = Rows("nb201_accuracies.csv.gz")
            .Select(row => (Class: row["iso_class"], Own: Space.Canonical(Space.Parse(row["arch_str"])).Text))
            .ToHashSet();
        Assert.Equal(classes.Count, classes.Select(pair => pair.Class).Distinct().Count());
        Assert.Equal(classes.Count, classes.Select(pair => pair.Own).Distinct().Count());
    }

    [Theory]
    [InlineData("zc_nb201_cifar10.csv.gz", 32, 10)]
    [InlineData("zc_nb201_cifar100.csv.gz", 32, 100)]
    [InlineData("zc_nb201_ImageNet16-120.csv.gz", 16, 120)]
    public void Build_EveryRow_HasThePublishedParametersAndFlops(string table, int size, int classes)
    {
        var settings = new SpaceSettings { InputSize = size, Classes = classes };
        Parallel.ForEach(Rows(table).Where((_, i) => IsFull || i % Part == 0), row =>
        {
            var (counts, operations) = Counted.Both(Space.Build(Space.Parse(row["arch_str"]), settings));

            // Stored in millions with seven digits.
            AssertEqual(Millions(row["params"]), counts.Parameters, row["arch_str"]);
            AssertEqual(Millions(row["flops"]), operations, row["arch_str"]);
        });
    }

    static void AssertEqual(double expected, double actual, string cell) => Assert.True(
        Math.Abs(expected - actual) <= 1e-6 * expected, $"{cell}: {actual} is not {expected}");

    static double Millions(string text) => double.Parse(text, CultureInfo.InvariantCulture) * 1e6;

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static List<Dictionary<string, string>> Rows(string table)
    {
        if (Checkout.Shared is null)
            return [];
        using var file = File.OpenRead(Path.Combine(Checkout.Shared, "benchmarks", table));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        List<Dictionary<string, string>> rows = [];
        while (reader.ReadLine() is { } line)
            rows.Add(header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
        return rows;
    }
}
