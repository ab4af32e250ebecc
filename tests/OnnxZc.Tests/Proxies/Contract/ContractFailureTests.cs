using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using OnnxZc.Proxies;
using OnnxZc.Tests.Bindings.Torch;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>What every proxy of the catalogue makes of weights, data and labels that are no good.</summary>
[Collection(AloneCollection.Name)]
public sealed class ContractFailureTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Cases => ContractCards.OnEveryNetwork;

    public static TheoryData<string> Proxies => ContractCards.Proxies;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_NaNInTheBatch_IsAStatus(string network, string proxy) =>
        AssertSound(Spoiled(network, float.NaN), proxy);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_InfinityInTheBatch_IsAStatus(string network, string proxy) =>
        AssertSound(Spoiled(network, float.PositiveInfinity), proxy);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_NaNAmongTheWeights_IsAStatus(string network, string proxy) => AssertSound(
        ContractCards.Of(
            $"{network}, NaN weight",
                () => (WithWeight(ContractNetwork.Of(network), float.NaN), ContractCards.Options)),
        proxy);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_HugeWeights_IsAStatus(string network, string proxy) => AssertSound(
        ContractCards.Of(
            $"{network}, huge weight", () => (WithWeight(ContractNetwork.Of(network), 3e38f), ContractCards.Options)),
        proxy);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OneSample_HasAValueOrAReason(string network, string proxy)
    {
        var options = ContractCards.Options with { BatchSize = 1 };
        AssertSound(ContractCards.Of($"{network}, one sample", () => (ContractNetwork.Of(network), options)), proxy);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_LabelsOutOfRange_FailsWhatReadsLabelsAlone(string network, string proxy)
    {
        var good = Labelled(network, "labels", i => i % ContractNetwork.Classes);
        var bad = Labelled(network, "bad labels", i => i == 3 ? ContractNetwork.Classes : 0);
        var (before, after) = (ContractCards.Of(good, proxy), ContractCards.Of(bad, proxy));
        if (!ReadsLabels(ProxyCatalog.Find(proxy)!))
        {
            ContractCards.AssertSameBits(before, after);
        }
        else if (before.Status == ScoreStatus.Ok)
        {
            Assert.Equal(ScoreStatus.Failed, after.Status);
            Assert.Contains("label 10 of sample 3 is out of range", after.Reason);
        }
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Score_NetworkOfOneImageSize_FailsNowhere(string proxy)
    {
        var card = ContractCards.Of("one size", () => (OneSize(), ContractCards.Options));
        var score = ContractCards.Of(card, proxy);
        ContractCards.AssertSound(score);
        Assert.NotEqual(ScoreStatus.Failed, score.Status);
        Assert.Equal((CardStatus.Ok, null), (card.Status, card.Error));
        if (proxy == "meco")
            Assert.Contains("the network does not take one image of noise, 64 x 64", score.Reason);
    }

    static Graph OneSize()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("images", ElementType.Float32, null, 3, 6, 6);
        x = build.Node("Relu", [ContractNetwork.Conv(build, x, "a", [4, 3, 3, 3])]);
        x = build.Node("Relu", [ContractNetwork.Conv(build, x, "b", [4, 4, 3, 3])]);
        var weight = build.Initializer("head.weight", ContractNetwork.Draw("head.weight", [10, 144]));
        return build.Build(build.Node("Gemm", [build.Node("Flatten", [x]), weight], [("transB", 1)], "logits"));
    }

    static bool ReadsLabels(IProxy proxy) => proxy.Needs.Any(need =>
        need.Pass.Objective is Objective.Loss or Objective.TrueClass || need.Capture is SampleLabels);

    void AssertSound(ScoreCard card, string proxy)
    {
        var score = ContractCards.Of(card, proxy);
        output.WriteLine($"{score.Status} {score.Value:R} {score.Reason}");
        ContractCards.AssertSound(score);
        Assert.DoesNotContain("Exception", score.Reason ?? "");
        Assert.DoesNotContain("libtorch", score.Reason ?? "");
    }

    static ScoreCard Spoiled(string network, float value)
    {
        var options = ContractCards.Options with { Data = new SpoiledBatches(value, null) };
        return ContractCards.Of($"{network}, {value}", () => (ContractNetwork.Of(network), options));
    }

    static ScoreCard Labelled(string network, string name, Func<int, long> labels)
    {
        var options = ContractCards.Options with { Data = new SpoiledBatches(null, labels) };
        return ContractCards.Of($"{network}, {name}", () => (ContractNetwork.Of(network), options));
    }

    static Graph WithWeight(Graph graph, float value)
    {
        const string Name = "head.weight";
        var old = graph.Initializers[Name];
        var values = old.Span<float>().ToArray();
        values[1] = value;
        return graph.With(initializers: new Dictionary<string, TensorData>(graph.Initializers)
        {
            [Name] = TensorData.Of<float>(values, [.. old.Shape]),
        });
    }
}
