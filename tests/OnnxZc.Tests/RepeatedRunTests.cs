using OnnxZc.Networks;
using OnnxZc.Tests.Bindings.Torch;

namespace OnnxZc.Tests;

/// <summary>Repeats of whole runs against single runs with their seeds.</summary>
[Collection(AloneCollection.Name)]
public sealed class RepeatedRunTests
{
    static readonly string Model = Path.Combine(Checkout.Root, "models", "resnet20.onnx");

    static readonly ScoreOptions Options = new()
    {
        Proxies = ["params", "l2_norm", "snip", "nwot", "nwot_relu"],
        BatchSize = 4,
        Seed = 3,
        Threads = 1,
        Init = InitScheme.Kaiming,
    };

    [Fact]
    public void Score_RepeatsOfBoth_AreRunsWithTheSeedsThatFollow()
    {
        var singles = Enumerable.Range(3, 3).Select(seed => Values(Options with { Seed = seed })).ToArray();
        var card = new Scorer(Options with { Repeat = 3 }).Score(Model);
        Assert.Equal(CardStatus.Ok, card.Status);
        for (var i = 0; i < Options.Proxies.Count; i++)
        {
            var (mean, spread) = Spread.Of([.. singles.Select(values => values[i])], 3);
            Assert.Equal((mean, spread), (card.Scores[i].Value, card.Scores[i].Spread));
        }

        Assert.Equal(0, card.Scores[0].Spread!.Deviation);
        Assert.All(card.Scores.Skip(1), score => Assert.True(score.Spread!.Deviation > 0, score.Proxy));
        Assert.NotNull(card.Trust!.Parity);
        Assert.Contains("3 repeats vary init and batch", card.Plan);
    }

    [Fact]
    public void Score_RepeatsOfInit_KeepTheBatch()
    {
        var options = Options with { Repeat = 2 };
        var both = new Scorer(options).Score(Model);
        var init = new Scorer(options with { Vary = Vary.Init }).Score(Model);
        Assert.Equal(Of(both, "l2_norm").Spread, Of(init, "l2_norm").Spread);
        Assert.NotEqual(Of(both, "snip").Spread, Of(init, "snip").Spread);
        Assert.True(Of(init, "snip").Spread!.Deviation > 0);
        Assert.Contains(Single("snip"), Ends(init, "snip"));
    }

    [Fact]
    public void Score_RepeatsOfTheBatch_KeepTheWeights()
    {
        var card = new Scorer(Options with { Repeat = 2, Vary = Vary.Batch }).Score(Model);
        Assert.Equal(0, Of(card, "l2_norm").Spread!.Deviation);
        Assert.All(
            (string[])["snip", "nwot", "nwot_relu"],
            name =>
            {
                Assert.True(Of(card, name).Spread!.Deviation > 0, name);
                Assert.Contains(Single(name), Ends(card, name));
            });
    }

    static double Single(string proxy) =>
        Of(new Scorer(Options with { Proxies = [proxy] }).Score(Model), proxy).Value!.Value;

    static double[] Values(ScoreOptions options) =>
        [.. new Scorer(options).Score(Model).Scores.Select(score => score.Value!.Value)];

    static Score Of(ScoreCard card, string proxy) => card.Scores.Single(score => score.Proxy == proxy);

    static double[] Ends(ScoreCard card, string proxy) =>
        [Of(card, proxy).Spread!.Minimum!.Value, Of(card, proxy).Spread!.Maximum!.Value];
}
