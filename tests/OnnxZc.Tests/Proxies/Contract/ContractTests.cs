using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Tests.Bindings.Torch;
using Xunit.Abstractions;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>
/// What every proxy of the catalogue keeps, on every network: the value hangs on model and seed alone.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ContractTests(ITestOutputHelper output)
{
    // Another thread, or another order of branches, adds in single precision what was added in another order. plain and
    // grasp are differences of large numbers, zico hangs on the elements whose gradients nearly agree.
    const double Rounding = 1e-6;
    const double Sensitive = 1e-3;

    static readonly string[] SensitiveOnes = ["plain", "grasp", "zico", "zico4"];

    public static TheoryData<string, string> Cases => ContractCards.OnEveryNetwork;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_AnyNetwork_HasAValueOrAReason(string network, string proxy)
    {
        var score = ContractCards.Of(ContractCards.Plain(network), proxy);
        output.WriteLine($"{score.Value:R} {score.Reason}");
        ContractCards.AssertSound(score);
        Assert.Contains(score.Status, (ScoreStatus[])[ScoreStatus.Ok, ScoreStatus.NotApplicable]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_SameSeed_HasTheSameBits(string network, string proxy)
    {
        var again = ContractCards.Of($"{network}, again", () => (ContractNetwork.Of(network), ContractCards.Options));
        ContractCards.AssertSameBits(
            ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(again, proxy));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_TwoThreads_DeviatesByRounding(string network, string proxy)
    {
        var options = ContractCards.Options with { Threads = 2 };
        var two = ContractCards.Of($"{network}, two threads", () => (ContractNetwork.Of(network), options));
        Near(ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(two, proxy));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_Alone_HasTheBitsThatItHasTogetherWithAll(string network, string proxy)
    {
        var alone = ContractCards.Score(ContractNetwork.Of(network), ContractCards.Options with { Proxies = [proxy] });
        ContractCards.AssertSameBits(
            ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(alone, proxy));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OtherValueNames_HasTheSameBits(string network, string proxy)
    {
        var renamed = ContractCards.Of(
            $"{network}, renamed", () => (Renamed(ContractNetwork.Of(network)), ContractCards.Options));
        ContractCards.AssertSameBits(
            ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(renamed, proxy));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OtherOrderOfNodes_HasTheSameValue(string network, string proxy)
    {
        var reordered = ContractCards.Of(
            $"{network}, reordered", () => (Reordered(ContractNetwork.Of(network)), ContractCards.Options));
        Near(ContractCards.Of(ContractCards.Plain(network), proxy), ContractCards.Of(reordered, proxy));
    }

    void Near(Score expected, Score actual)
    {
        output.WriteLine(
            $"{expected.Proxy}: {expected.Value:R}, {actual.Value:R}: {ContractCards.Deviation(expected, actual):g2}");
        ContractCards.AssertNear(expected, actual, SensitiveOnes.Contains(expected.Proxy) ? Sensitive : Rounding);
    }

    static Graph Renamed(Graph graph)
    {
        var names = graph.Nodes.SelectMany(node => node.Outputs).Concat(graph.Inputs.Select(input => input.Name))
            .Select((name, i) => (name, Other: $"v{997 - i}"))
            .ToDictionary(pair => pair.name, pair => pair.Other);
        var renaming = new Renaming(names);
        return graph.With(
            graph.Nodes.Select(renaming.Of),
            inputs: [.. graph.Inputs.Select(input => input with { Name = names[input.Name] })],
            outputs: [.. graph.Outputs.Select(result => result with { Name = names[result.Name] })]);
    }

    /// <summary>Of the nodes that may come next always the last in the file.</summary>
    static Graph Reordered(Graph graph)
    {
        var left = graph.Nodes.Reverse().ToList();
        var known = graph.Inputs.Select(input => input.Name).Concat(graph.Initializers.Keys).ToHashSet();
        var order = new List<Node>();
        while (left.Count > 0)
        {
            var next = left.First(node => node.Reads.All(known.Contains));
            left.Remove(next);
            order.Add(next);
            known.UnionWith(next.Outputs);
        }

        var reordered = graph.With(order);
        Assert.Equal(order, reordered.Nodes);
        return reordered;
    }
}
