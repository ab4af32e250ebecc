namespace OnnxZc.Cli.Sweeps;

/// <summary>A model that was read and can be scored.</summary>
/// <param name="Card">
/// Its card without scores; where something is wrong with the model, the card that scoring would give.
/// </param>
/// <param name="Score">Scores it by some of the proxies.</param>
/// <param name="Plan">What it would take to score it by some of the proxies.</param>
sealed record OpenCard(
    ScoreCard Card,
    Func<IReadOnlyList<string>, ScoreCard> Score,
    Func<IReadOnlyList<string>, ScoringPlan> Plan)
{
    /// <summary>Reads a model by the library, with the hash of its weights.</summary>
    public static OpenCard Of(ScoreOptions options, string path)
    {
        var scorer = new Scorer(options);
        var model = scorer.Open(path, hashesWeights: true);
        return new(
            model.Model is null ? scorer.Score(model) : model.Card,
            proxies => new Scorer(options with { Proxies = proxies }).Score(model),
            proxies => new Scorer(options with { Proxies = proxies }).Plan(model));
    }
}
