namespace OnnxZc.Checks.Rules.Scores;

/// <summary>Every proxy that the settings ask for has a value.</summary>
sealed class ScoresPresent : IModelRule
{
    const string NotApplicable = "not-applicable";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "score-status",
        RuleGroup.Score,
        RuleNeed.Scores,
        RuleLevel.Error,
        "Every proxy of the settings has a value; one that had a value when it was locked has one still.")
    {
        Why = "A proxy without a value cannot get worse: the check would be green whatever happens.",
        Fix = "onnxzc score FILE tells more; leave the proxy out of the settings, or allow its status.",
        Parameters =
        [
            new("allow", ParameterKind.Texts, "what may take the place of a value", AllowedByDefault)
            {
                Choices = [NotApplicable, "failed"],
            },
        ],
        Passing = "score-status: error, settings: {proxies: snip}, and a network with convolutions",
        Failing = "a network whose loss is not finite, as a weight is NaN",
    };

    static System.Collections.Immutable.ImmutableArray<string> AllowedByDefault => [NotApplicable];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (model.Card!.Scores.Count == 0)
            yield return new($"It could not be scored: {model.Card.Error?.Message ?? "there is no score"}.");
        var allowed = settings.Texts("allow");
        foreach (var score in model.Card.Scores.Where(score => score.Value is null))
        {
            var isAllowed = allowed.Contains(score.Status == ScoreStatus.NotApplicable ? NotApplicable : "failed");
            var had = model.Locked?.Numbers.GetValueOrDefault(score.Proxy);
            if (!isAllowed || had is not null)
            {
                var before = had is null ? "" : ", and it had one when it was locked";
                yield return new($"The proxy {score.Proxy} has no value{before}: {score.Reason}.")
                {
                    Part = score.Proxy,
                };
            }
        }
    }
}
