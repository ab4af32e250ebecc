using OnnxZc.Proxies;
using OnnxZc.Ranking;

namespace OnnxZc;

/// <summary>Scores that compare the models of a run: they can be told when all cards are there.</summary>
public static class SetScores
{
    /// <summary>
    /// The cards with, in the end, a score for every one of <paramref name="proxies"/> that is in
    /// <see cref="SetProxyCatalog"/>, in place of what they had of it. Other names are passed over.
    /// </summary>
    public static IReadOnlyList<ScoreCard> Add(IReadOnlyList<ScoreCard> cards, IEnumerable<string> proxies)
    {
        foreach (var name in proxies)
        {
            if (SetProxyCatalog.Find(name) is { } proxy)
                cards = Add(cards, name, proxy);
        }

        return cards;
    }

    static IReadOnlyList<ScoreCard> Add(IReadOnlyList<ScoreCard> cards, string name, ISetProxy proxy)
    {
        var outcomes = proxy.Compute([.. cards.Select(card => Values(card, proxy.Members))]);
        return [.. cards.Zip(outcomes, (card, outcome) => card with
        {
            Scores = [.. card.Scores.Where(score => score.Proxy != name), ScoreOf(card, name, proxy, outcome)],
        })];
    }

    static Dictionary<string, double> Values(ScoreCard card, IReadOnlyList<string> members) => card.Scores
        .Where(score => score.Value is not null)
        .GroupBy(score => ProxyCatalog.NameOf(score.Proxy))
        .Where(group => members.Contains(group.Key))
        .ToDictionary(group => group.Key, group => group.First().Value!.Value);

    static Score ScoreOf(ScoreCard card, string name, ISetProxy proxy, Outcome outcome)
    {
        var score = new Score
        {
            Proxy = name,
            Version = proxy.Version,
            Direction = proxy.Direction,
            Status = ScoreStatus.NotApplicable,
            Reason = outcome.NotApplicableReason,
        };
        return outcome.NotApplicableReason is null
            ? score with { Status = ScoreStatus.Ok, Value = outcome.Value }
            : card is { Status: CardStatus.Failed, Error: { } error }
            ? score with { Status = ScoreStatus.Failed, Reason = error.Message }
            : score;
    }
}
