using System.Globalization;
using OnnxZc.Checks.Locks;

namespace OnnxZc.Checks.Rules.Scores;

/// <summary>Proxies do not get worse than they were locked.</summary>
sealed class ScoreRegression : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        LockedModels.ToleranceRule,
        RuleGroup.Score,
        RuleNeed.Scores,
        RuleLevel.Error,
        "No proxy is worse than the lock file says, by more than the tolerance that stands there.")
    {
        Why = "A model that was exported again may have lost what its training, or its design, had given it.",
        Fix = "Compare with the former model by onnxzc diff; if the change is meant, run onnxzc lock.",
        Parameters =
        [
            new("relative", ParameterKind.Ratio, "the share of the value that onnxzc lock allows it to lose", 0.02),
            new("absolute", ParameterKind.Number, "what it may lose besides", 0.0),
            new("proxies", ParameterKind.Texts, "the proxies to compare; all that are locked by default"),
        ],
        Passing = "score-regression: {relative: 2%}, and synflow 71.2 → 70.5, of which higher is better",
        Failing = "synflow 71.2 → 68.9",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var named = settings.Texts("proxies");
        foreach (var score in model.Card!.Scores)
        {
            if (score.Value is not { } after || (named.Length > 0 && !named.Contains(score.Proxy)))
                continue;
            var locked = model.Locked?.Numbers.GetValueOrDefault(score.Proxy);
            if (locked is not { Version: not null })
                continue;
            var allowed = NumberTolerance.Allowed(locked);
            var loss = NumberTolerance.Loss(locked.Value, after, score.Direction);
            if (loss > allowed)
                yield return Worse(score.Proxy, locked, after, loss, allowed);
        }
    }

    static Violation Worse(string proxy, LockedNumber locked, double after, double loss, double allowed)
    {
        var share = locked.Value == 0 ? "" : $" ({Percent((after - locked.Value) / Math.Abs(locked.Value))})";
        var bound = locked.Value == 0
            ? Text(allowed)
            : $"{Text(allowed)} or {Percent(allowed / Math.Abs(locked.Value))}";
        return new($"The proxy {proxy} got worse: {Text(locked.Value)} → {Text(after)}{share}; allowed is {bound}.")
        {
            Part = proxy,
            Excess = allowed > 0 ? loss / allowed : null,
        };
    }

    static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    static string Percent(double share) => share.ToString("0.##%", CultureInfo.InvariantCulture);
}
