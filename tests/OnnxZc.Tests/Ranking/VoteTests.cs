using System.Globalization;
using System.Text.Json;
using OnnxZc.Ranking;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Ranking;

public sealed class VoteTests(ITestOutputHelper output)
{
    static readonly Vote Vote = new();

    [Fact]
    public void IsBetter_GoldenPairs_AreAsTheReferenceHasThem()
    {
        if (Golden() is not { } golden)
            return;
        var models = Models(golden);
        var pairs = golden.GetProperty("pairs").EnumerateArray().ToArray();
        Assert.Equal(models.Count * (models.Count - 1), pairs.Length);
        Assert.All(pairs, pair => Assert.Equal(
            pair.GetProperty("vote_a_over_b").GetBoolean(),
            Vote.IsBetter(Row(models, pair.GetProperty("a")), Row(models, pair.GetProperty("b")))));
    }

    [Fact]
    public void Compute_GoldenModels_CountsTheirWins()
    {
        if (Golden() is not { } golden)
            return;
        var models = Models(golden);
        var wins = Vote.Compute([.. models.Values]).Select(outcome => outcome.Value);
        Assert.Equal(
            models.Keys.Select(name => golden.GetProperty("wins").GetProperty(name).GetDouble()),
            wins);
    }

    [Fact]
    public void Compute_TiesAndMissingValues_AreNoVotes()
    {
        Dictionary<string, double>[] models =
        [
            new() { ["synflow"] = 2, ["jacob_cov"] = 2, ["snip"] = 2 },
            new() { ["synflow"] = 1, ["jacob_cov"] = 2, ["snip"] = 2 },
            new() { ["synflow"] = 1, ["jacob_cov"] = 1 },
            new() { ["snip"] = 0 },
        ];
        var outcomes = Vote.Compute(models);
        Assert.Equal([1.0, 0, 0], outcomes.Take(3).Select(outcome => outcome.Value));
        Assert.Equal(
            "it takes two of synflow, jacob_cov, snip, and the model has fewer", outcomes[3].NotApplicableReason);
    }

    [Fact]
    public void Compute_OneModel_HasNobodyToBeat() => Assert.Equal(
        "it compares models with each other, and no other has the values",
        Vote.Compute([new Dictionary<string, double> { ["synflow"] = 1, ["snip"] = 1 }])[0].NotApplicableReason);

    JsonElement? Golden()
    {
        if (Checkout.Shared is { } shared)
            return JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "golden", "vote.json"))).RootElement;
        output.WriteLine("skipped: no ../shared/golden beside this checkout");
        return null;
    }

    // The reference's NaN is a score without value here.
    static Dictionary<string, Dictionary<string, double>> Models(JsonElement golden) => golden
        .GetProperty("values").EnumerateObject().ToDictionary(
            model => model.Name,
            model => model.Value.EnumerateObject()
                .Where(value => Number(value.Value) is not double.NaN)
                .ToDictionary(value => value.Name, value => Number(value.Value)));

    static double[] Row(Dictionary<string, Dictionary<string, double>> models, JsonElement name) =>
        [.. Vote.Members.Select(member => models[name.GetString()!].GetValueOrDefault(member, double.NaN))];

    static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
