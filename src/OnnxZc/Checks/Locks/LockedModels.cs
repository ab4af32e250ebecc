namespace OnnxZc.Checks.Locks;

/// <summary>Makes blocks of lock files.</summary>
static class LockedModels
{
    /// <summary>How sizes are counted; raised by a change that moves them.</summary>
    public const string Conventions = "one-sample,macs-and-biases/1";

    /// <summary>The rule whose settings are the tolerances of proxies.</summary>
    public const string ToleranceRule = "score-regression";

    /// <summary>
    /// What is locked of a model: its sizes, and with a card its proxies that have values, each with its tolerance.
    /// </summary>
    /// <param name="model">The model, which can be read.</param>
    /// <param name="card">Its scores; null where none are locked.</param>
    /// <param name="tolerances">The settings of <see cref="ToleranceRule"/> for the model.</param>
    public static LockedModel Of(CheckedModel model, ScoreCard? card, RuleSettings tolerances)
    {
        var numbers = ModelNumbers.Of(model)
            .ToDictionary(pair => pair.Key, pair => new LockedNumber(pair.Value), StringComparer.Ordinal);
        foreach (var score in card?.Scores ?? [])
        {
            if (score.Value is { } value && !numbers.ContainsKey(score.Proxy))
            {
                numbers[score.Proxy] = new(
                    value, tolerances.Number("relative") ?? 0, tolerances.Number("absolute") ?? 0)
                {
                    Deviation = score.Spread?.Deviation,
                    Version = score.Version,
                };
            }
        }

        return new(model.Path, model.FileHash!, model.GraphHash!)
        {
            Numbers = numbers,
            Outline = model.Outline ?? ModelOutline.Of(model.File!.Graph),
            Fingerprint = card?.Fingerprint,
        };
    }
}
