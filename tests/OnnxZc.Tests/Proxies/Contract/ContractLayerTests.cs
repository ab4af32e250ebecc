using OnnxZc.Graphs;
using OnnxZc.Tests.Bindings.Torch;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>What every proxy makes of layers without gradient, and of a weight that two nodes share.</summary>
[Collection(AloneCollection.Name)]
public sealed class ContractLayerTests(ITestOutputHelper output)
{
    // These read weights or outputs of layers, reached or not, or divide by how many there are.
    static readonly string[] Counting =
    [
        "params", "params_weights", "flops", "flops_tensorwatch", "l2_norm", "nwot_conv", "lnwot", "meco", "meco_batch",
        "gradsign_mean", "snr_syn_norm", "snr_snip_norm", "tcet_syn_norm", "tcet_snip_norm",
    ];

    public static TheoryData<string, string> Cases => ContractCards.OnEveryNetwork;

    public static TheoryData<string> Proxies => ContractCards.Proxies;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_LayerThatTheLogitsDoNotReach_CountsNothing(string network, string proxy)
    {
        var card = ContractCards.Of(
            $"{network}, unreached",
            () => (ContractNetwork.Of(network, (build, x) => [Side(build, x)]), ContractCards.Options));
        var (expected, actual) = (ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(card, proxy));
        output.WriteLine($"{expected.Value:R}, {actual.Value:R} {actual.Reason}");
        ContractCards.AssertSound(actual);
        if (!Counting.Contains(proxy))
            ContractCards.AssertNear(expected, actual, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Score_LayerBehindAStep_HasAValueOrAReason(string proxy)
    {
        var card = ContractCards.Of("stepped", () => (Stepped(), ContractCards.Options));
        var score = ContractCards.Of(card, proxy);
        output.WriteLine($"{score.Value:R} {score.Reason}");
        ContractCards.AssertSound(score);
        Assert.NotEqual(ScoreStatus.Failed, score.Status);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Score_SharedWeight_HasAValueWhereCopiesHave(string proxy)
    {
        var tied = ContractCards.Of("tied", () => (Twice(isShared: true), ContractCards.Options));
        var copies = ContractCards.Of("copies", () => (Twice(isShared: false), ContractCards.Options));
        var (one, two) = (ContractCards.Of(tied, proxy), ContractCards.Of(copies, proxy));
        output.WriteLine($"{one.Value:R} {one.Reason}, {two.Value:R} {two.Reason}");
        ContractCards.AssertSound(one);
        Assert.Equal(two.Status, one.Status);
    }

    static string Side(GraphBuilder build, string images) =>
        ContractNetwork.Conv(build, images, "side", [4, 3, 1, 1], withBias: true);

    /// <summary>One layer's output is but compared with 0, so that no gradient comes back to it.</summary>
    static Graph Stepped()
    {
        var build = new GraphBuilder(17);
        var images = build.Input("images", ElementType.Float32, null, 3, 12, 12);
        var zero = build.Initializer("zero", TensorData.Scalar(0f));
        var step = build.Node("Greater", [ContractNetwork.Conv(build, images, "frozen", [8, 3, 3, 3]), zero]);
        var mask = build.Node("Cast", [step], [("to", (int)ElementType.Float32)]);
        var x = build.Node("Relu", [ContractNetwork.Conv(build, images, "a", [8, 3, 3, 3])]);
        x = build.Node("Relu", [ContractNetwork.Conv(build, build.Node("Add", [x, mask]), "b", [8, 8, 3, 3])]);
        return Classified(build, x);
    }

    static Graph Twice(bool isShared)
    {
        var build = new GraphBuilder(17);
        var images = build.Input("images", ElementType.Float32, null, 3, 12, 12);
        var x = build.Node("Relu", [ContractNetwork.Conv(build, images, "a", [8, 3, 3, 3])]);
        var one = build.Initializer("one", ContractNetwork.Draw("twice", [8, 8, 3, 3]));
        var two = isShared ? one : build.Initializer("two", ContractNetwork.Draw("twice", [8, 8, 3, 3]));
        x = build.Node("Relu", [ContractNetwork.Conv(build, x, "b", [8, 8, 3, 3], weight: one)]);
        x = build.Node("Relu", [ContractNetwork.Conv(build, x, "c", [8, 8, 3, 3], weight: two)]);
        return Classified(build, x);
    }

    static Graph Classified(GraphBuilder build, string x)
    {
        x = build.Node("Flatten", [build.Node("GlobalAveragePool", [x])]);
        var head = build.Initializer("head", ContractNetwork.Draw("head", [ContractNetwork.Classes, 8]));
        return build.Build(build.Node("Gemm", [x, head], [("transB", 1)], "logits"));
    }
}
