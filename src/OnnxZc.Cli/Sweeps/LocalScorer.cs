using OnnxZc.Reports;

namespace OnnxZc.Cli.Sweeps;

/// <summary>Scores in this process, for what reads graphs alone and needs no native code.</summary>
sealed class LocalScorer(Backend backend, ScoreOptions options, TimeSpan time) : IModelScorer
{
    (string Path, OpenCard Card)? _open;

    /// <inheritdoc/>
    public ScoreCard? Read(string model) => InTime(model, () =>
    {
        _open = (model, backend.Open(options, model));
        return _open.Value.Card.Card;
    });

    /// <inheritdoc/>
    public ScoreCard? Score(string model, IReadOnlyList<string> proxies)
    {
        var open = _open is { } last && last.Path == model ? last.Card.Score : null;
        _open = null;
        return InTime(model, () => open is null
            ? backend.Scorer(options with { Proxies = proxies })(model)
            : open(proxies));
    }

    /// <inheritdoc/>
    public ScoringPlan? Plan(string model, IReadOnlyList<string> proxies)
    {
        var open = _open is { } last && last.Path == model ? last.Card : null;
        _open = null;
        return TimeLimit.Run(() => (open ?? backend.Open(options, model)).Plan(proxies), time)
            ?? new([], 0, TimeReason);
    }

    /// <inheritdoc/>
    public void Dispose() => _open = null;

    ScoreCard InTime(string model, Func<ScoreCard> work) => TimeLimit.Run(work, time) ?? OverTime(model);

    string TimeReason =>
        $"it took more than {NumberText.Short(time.TotalSeconds)} seconds; give it more by --timeout";

    ScoreCard OverTime(string model)
    {
        var card = new ScoreCard { Model = model, Status = CardStatus.Failed };
        return new Scorer(options).Complete(card, new(ScoreStatus.Timeout, TimeReason, null));
    }
}
