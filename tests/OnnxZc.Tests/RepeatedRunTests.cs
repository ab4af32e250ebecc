using OnnxZc.Data;
using OnnxZc.Graphs;
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

    [Fact]
    public void Score_RepeatThatGoesWrong_IsCountedAndCostsNoOther()
    {
        var options = Options with { Proxies = ["params", "snip", "nwot"], Repeat = 3, Vary = Vary.Batch };
        var broken = new Scorer(options with { Data = new Flawed(4, float.NaN) }).Score(Model);
        Assert.Equal((CardStatus.Partial, ScoreStatus.Failed), (broken.Status, Of(broken, "snip").Status));
        Assert.Equal(
            "2 of 3 repeats have a value; repeat 2: the value is not finite (NaN)", Of(broken, "snip").Reason);
        Assert.Equal((3, 2), (Of(broken, "snip").Spread!.Repeats, Of(broken, "snip").Spread!.Values));

        var refused = new Scorer(options with { Data = new Flawed(5, null) }).Score(Model);
        Assert.Equal((CardStatus.Failed, "no such data"), (refused.Status, refused.Error!.Message));
        Assert.Equal("2 of 3 repeats have a value; repeat 3: no such data", Of(refused, "params").Reason);
    }

    static double Single(string proxy) =>
        Of(new Scorer(Options with { Proxies = [proxy] }).Score(Model), proxy).Value!.Value;

    static double[] Values(ScoreOptions options) =>
        [.. new Scorer(options).Score(Model).Scores.Select(score => score.Value!.Value)];

    static Score Of(ScoreCard card, string proxy) => card.Scores.Single(score => score.Proxy == proxy);

    static double[] Ends(ScoreCard card, string proxy) =>
        [Of(card, proxy).Spread!.Minimum!.Value, Of(card, proxy).Spread!.Maximum!.Value];

    /// <summary>Noise, but for one seed numbers that are none, or no batch at all.</summary>
    sealed class Flawed(long seed, float? value) : IBatchSource
    {
        public string Fingerprint => "flawed";

        public bool IsSeeded => true;

        public Batch Read(BatchRequest request)
        {
            var batch = new GaussianBatches().Read(request);
            if (request.Seed != seed)
                return batch;
            var (name, data) = Assert.Single(batch.Inputs);
            var values = data.Span<float>().ToArray();
            values[0] = value ?? throw new ModelException(ModelErrorCode.DataMismatch, "no such data");
            return batch with
            {
                Inputs = new Dictionary<string, TensorData> { [name] = TensorData.Of<float>(values, [.. data.Shape]) },
            };
        }
    }
}
