using System.Collections.Concurrent;
using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Proxies.Contract;

/// <summary>Scores graphs that tests build; a card of all proxies is made once for each name.</summary>
static class ContractCards
{
    static readonly ConcurrentDictionary<string, ScoreCard> Cards = new(StringComparer.Ordinal);

    public static ScoreOptions Options { get; } = new()
    {
        Proxies = [.. ProxyCatalog.All.Select(proxy => proxy.Name)],
        BatchSize = 8,
        Seed = 5,
        Threads = 1,
    };

    public static TheoryData<string> Proxies => [.. ProxyCatalog.All.Select(proxy => proxy.Name)];

    public static TheoryData<string, string> OnEveryNetwork
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var network in ContractNetwork.Names)
            {
                foreach (var proxy in ProxyCatalog.All)
                    data.Add(network, proxy.Name);
            }

            return data;
        }
    }

    /// <summary>All proxies on one of the contract's networks.</summary>
    public static ScoreCard Plain(string network) => Of(network, () => (ContractNetwork.Of(network), Options));

    /// <summary>All proxies under a name of its own.</summary>
    public static ScoreCard Of(string name, Func<(Graph Graph, ScoreOptions Options)> make) =>
        Cards.GetOrAdd(name, _ => Score(make().Graph, make().Options));

    public static ScoreCard Score(Graph graph, ScoreOptions options)
    {
        using var folder = new TempFolder();
        return new Scorer(options).Score(folder.Write("model.onnx", OnnxWriter.Write(graph)));
    }

    public static Score Of(ScoreCard card, string proxy) => card.Scores.Single(score => score.Proxy == proxy);

    /// <summary>Whether there is a finite value or a reason, never both.</summary>
    public static void AssertSound(Score score)
    {
        Assert.Equal(score.Status == ScoreStatus.Ok, score.Value is not null);
        if (score.Value is { } value)
            Assert.True(double.IsFinite(value), score.Proxy);
        else
            Assert.False(string.IsNullOrWhiteSpace(score.Reason), score.Proxy);
    }

    public static void AssertSameBits(Score expected, Score actual)
    {
        Assert.Equal((expected.Status, expected.Reason), (actual.Status, actual.Reason));
        Assert.Equal(Bits(expected), Bits(actual));
    }

    public static void AssertNear(Score expected, Score actual, double tolerance)
    {
        Assert.Equal((expected.Status, expected.Reason), (actual.Status, actual.Reason));
        var deviation = Deviation(expected, actual);
        Assert.True(
            deviation <= tolerance,
            $"{expected.Proxy}: {actual.Value:R} is {deviation:g3} from {expected.Value:R}, allowed {tolerance:g3}");
    }

    /// <summary>The difference over the value.</summary>
    public static double Deviation(Score expected, Score actual) => expected.Value is { } value
        ? Math.Abs(actual.Value!.Value - value) / Math.Max(Math.Abs(value), double.Epsilon)
        : 0;

    static long? Bits(Score score) => score.Value is { } value ? BitConverter.DoubleToInt64Bits(value) : null;
}
