using OnnxZc.Proxies;
using OnnxZc.Tests.Bindings.Torch;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>What every proxy of the catalogue says when its memory is not there.</summary>
[Collection(AloneCollection.Name)]
public sealed class ContractMemoryTests
{
    public static TheoryData<string> Proxies => ContractCards.Proxies;

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Score_ForwardPassFarBeyondTheMemoryAllowed_IsOutOfMemoryButForTheGraph(string proxy)
    {
        var options = ContractCards.Options with { MaxMemory = 1000 };
        var card = ContractCards.Of("no memory", () => (ContractNetwork.Of("residual"), options));
        var score = ContractCards.Of(card, proxy);
        ContractCards.AssertSound(score);
        if (ProxyCatalog.Find(proxy)!.Needs.Count == 0)
            ContractCards.AssertSameBits(ContractCards.Of(ContractCards.Plain("residual"), proxy), score);
        else
            Assert.Equal((ScoreStatus.OutOfMemory, true), (score.Status, score.Reason!.Contains("--max-memory")));
    }
}
