using System.Collections.Concurrent;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Store;

namespace OnnxZc.Cli.Rankings;

/// <summary>
/// Tells what a run of <c>onnxzc rank</c> would score. Models are read, as a run reads them; none is scored.
/// </summary>
/// <param name="sweep">Where the models would be scored.</param>
/// <param name="score">How.</param>
/// <param name="most">How many models to list; null for all.</param>
/// <param name="terminal">Where to tell it.</param>
/// <param name="backend">What reads models.</param>
sealed class DryRun(SweepRequest sweep, ScoreRequest score, int? most, Terminal terminal, Backend backend)
{
    readonly ConcurrentDictionary<string, PlannedModel> _plans = new(StringComparer.Ordinal);

    readonly string[] _wanted =
        [.. score.Options.Proxies.Where(name => Ranking.SetProxyCatalog.Find(name) is null)];

    /// <summary>Reads the models, reports, and returns the exit code.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public int Execute(IReadOnlyList<string> models)
    {
        using var store = sweep.Store is { } path && File.Exists(path)
            ? ScoreStore.Open(path, StorePlace.ToRead)
            : null;
        var stored = store is null ? null : new StoredScores(store, score.Options, sweep.LooksUp);
        var lanes = Math.Min(sweep.Workers, models.Count);
        backend.HoldMemory(score.Budget.Memory);
        var reading = new Sweep(
            score,
            (scorer, model) => Planned(scorer, stored, model),
            () => ModelScorers.Of(score, terminal, backend),
            new(terminal, models.Count, lanes, !score.IsQuiet),
            () => terminal.Signal() is not null);
        var cards = reading.Run(models, lanes);
        if (reading.StoreFailure is { } failure)
            throw failure;
        foreach (var card in cards.Where(card => !_plans.ContainsKey(card.Model)))
            _plans[card.Model] = new(card.Model, [], new([], 0, card.Error?.Message));
        PlannedModel[] plans = [.. models.Where(_plans.ContainsKey).Select(model => _plans[model])];
        new DryRunReport(plans, _wanted.Length, most, sweep.Store).Write(terminal.Out, terminal.Width(), score.Palette);
        if (plans.Length < models.Count)
            terminal.Tell($"stopped after {plans.Length} of {models.Count} models");
        return terminal.Signal() is { } signal ? ExitCode.Signal + signal
            : reading.HasDefect ? ExitCode.Defect
            : ExitCode.Of([.. plans.Select(plan => plan.Card)], score.ExitZero);
    }

    ScoreCard? Planned(IModelScorer scorer, StoredScores? stored, string model)
    {
        var (known, isReadable) = stored?.Known(scorer, model) ?? Read(scorer, model);
        if (known is null)
            return null;
        var missing = stored?.Missing(known) ?? _wanted;
        var plan = !isReadable ? new([], 0, ReasonOf(known))
            : missing.Length == 0 ? new([], 0)
            : scorer.Plan(model, missing);
        if (plan is null)
            return null;
        var planned = new PlannedModel(model, missing, plan);
        _plans[model] = planned;
        return planned.Card;
    }

    static (ScoreCard? Card, bool IsReadable) Read(IModelScorer scorer, string model)
    {
        var read = scorer.Read(model);
        return (read, read is not { Status: CardStatus.Failed });
    }

    static string ReasonOf(ScoreCard card) =>
        card.Error?.Message ?? card.Scores.Select(known => known.Reason).FirstOrDefault(reason => reason is not null)
        ?? "it cannot be read";
}
