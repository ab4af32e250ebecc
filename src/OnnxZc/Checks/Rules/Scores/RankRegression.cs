using System.Globalization;
using OnnxZc.Statistics;

namespace OnnxZc.Checks.Rules.Scores;

/// <summary>Proxies put the models in the order in which they did.</summary>
sealed class RankRegression : IRepositoryRule
{
    const double Rounding = 1e-9;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "rank-regression",
        RuleGroup.Score,
        RuleNeed.Scores,
        RuleLevel.Warn,
        "By every proxy the models rank as they did when they were locked, by Kendall's tau.")
    {
        Why = "Values may move together and do no harm; an order that changes makes others of the best models.",
        Fix = "Compare the models that changed places; if the change is meant, run onnxzc lock.",
        Parameters =
        [
            new("min", ParameterKind.Number, "the smallest tau-b, of at most 1", 0.8),
            new("models", ParameterKind.Number, "how few models are not compared", 5.0),
        ],
        Passing = "rank-regression: {min: 0.8}, and five models of which two neighbours changed places (tau 0.8)",
        Failing = "five models in reverse order (tau -1)",
    };

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Violation>> Check(CheckedRepository repository, RuleSettings settings)
    {
        var least = settings.Number("min") ?? 1;
        var few = settings.Number("models") ?? 0;
        var pairs = repository.Models.SelectMany(model => (model.Card?.Scores ?? [])
            .Select(score => (score.Proxy, Before: BeforeOf(model, score.Proxy), After: score.Value))
            .Where(pair => pair is { Before: not null, After: not null }));
        foreach (var proxy in pairs.GroupBy(pair => pair.Proxy))
        {
            double[] before = [.. proxy.Select(pair => pair.Before!.Value)];
            double[] after = [.. proxy.Select(pair => pair.After!.Value)];
            if (before.Length < Math.Max(2, few))
                continue;
            var tau = KendallTau.Of(before, after);
            if (tau < least - Rounding)
            {
                var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The proxy {proxy.Key} ranks {before.Length} models in another order than it did: tau-b is "
                    + $"{tau:0.###}, and {least:0.###} is demanded.");
                yield return new("", new(text) { Part = proxy.Key });
            }
        }
    }

    static double? BeforeOf(CheckedModel model, string proxy) =>
        model.Locked?.Numbers.GetValueOrDefault(proxy) is { Version: not null } number ? number.Value : null;
}
