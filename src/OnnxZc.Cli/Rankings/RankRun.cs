using OnnxZc.Cli.Sweeps;
using OnnxZc.Comparisons;
using OnnxZc.Reports.Comparing;
using OnnxZc.Store;

namespace OnnxZc.Cli.Rankings;

/// <summary>One run of <c>onnxzc rank</c>: finds models, scores them in workers, compares and reports.</summary>
sealed class RankRun(RankRequest request, Terminal terminal, Backend backend)
{
    readonly ScoreRequest _score = request.Sweep.Within(request.Score);

    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="UsageException">A list of models cannot be read, or a file cannot be written.</exception>
    /// <exception cref="ComparisonException">The models cannot be compared as asked.</exception>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public int Execute()
    {
        List<string> gaps = [];
        var all = new ModelFiles(terminal.In, gaps.Add).Find(_score.Models);
        if (all.Count == 0)
        {
            var what = gaps.Count > 0 ? string.Join(", ", gaps) : "no models found";
            terminal.Tell($"{what}; name .onnx files, or folders or globs that have some");
            return ExitCode.NothingFound;
        }

        backend.RequireDevice(_score.Options.Device);
        if (!_score.IsQuiet)
            gaps.ForEach(terminal.Tell);
        IReadOnlyList<string> models = request.Sweep.Shard is { } shard ? [.. all.Where(shard.Takes)] : all;
        if (request.Sweep.Shard is not null && !_score.IsQuiet)
            terminal.Tell($"part {request.Sweep.Shard}: {models.Count} of {all.Count} models");
        if (models.Count == 0)
            return ExitCode.Ok;
        if (request.IsDryRun)
            return new DryRun(request.Sweep, _score, request.Ranking.Most, terminal, backend).Execute(models);

        using var store = request.Sweep.Store is { } path ? ScoreStore.Open(path) : null;
        using var outputs = new RankingOutputs(request.Ranking, _score, terminal);
        var (cards, sweep) = Sweep(models, store);
        outputs.Write(Compared(cards, store));
        TellEnd(cards, models.Count, sweep);
        return terminal.Signal() is { } signal ? ExitCode.Signal + signal
            : sweep.HasDefect ? ExitCode.Defect
            : sweep.StoreFailure is not null ? ExitCode.Usage
            : ExitCode.Of(cards, _score.ExitZero);
    }

    (IReadOnlyList<ScoreCard> Cards, Sweep Sweep) Sweep(IReadOnlyList<string> models, ScoreStore? store)
    {
        var lanes = Math.Min(request.Sweep.Workers, models.Count);
        var stored = store is null ? null : new StoredScores(store, _score.Options, request.Sweep.LooksUp);
        var patient = terminal with { FinishesModels = true };
        backend.HoldMemory(request.Score.Budget.Memory);
        var sweep = new Sweep(
            _score,
            (scorer, model) => stored is null
                ? scorer.Score(model, _score.Options.Proxies)
                : stored.Score(scorer, model),
            () => ModelScorers.Of(_score, patient, backend),
            new(terminal, models.Count, lanes, !_score.IsQuiet),
            () => terminal.Signal() is not null);
        var cards = SetScores.Add(sweep.Run(models, lanes), _score.Options.Proxies);
        if (stored is { Found: > 0 } && !_score.IsQuiet)
            terminal.Tell($"{stored.Found} of {cards.Count} models were known to {request.Sweep.Store}");
        return (cards, sweep);
    }

    ComparisonReport Compared(IReadOnlyList<ScoreCard> cards, ScoreStore? store)
    {
        var settings = SettingsFingerprint.Settings(_score.Options);
        var ofModels = cards.Where(card => card is { Fingerprint: not null, ModelSettings.Count: > 0 })
            .GroupBy(card => card.Fingerprint!)
            .ToDictionary(group => group.Key, group => group.First().ModelSettings);
        var comparison = request.Ranking.Compare(
            cards,
            _score.Options.Proxies,
            _score.Options.Seed,
            fingerprint => ofModels.TryGetValue(fingerprint, out var own)
                ? settings.Concat(own).ToDictionary()
                : store?.SettingsOf(fingerprint));
        return new(
            new(() => backend.Tool(_score.Options.Device)),
            settings,
            SettingsFingerprint.Of(_score.Options),
            comparison);
    }

    void TellEnd(IReadOnlyList<ScoreCard> cards, int models, Sweep sweep)
    {
        if (sweep.StoreFailure is { } failure)
            terminal.Tell($"{failure.Message}; {cards.Count} of {models} models are done, {WayOn()}");
        else if (cards.Count < models)
            terminal.Tell($"stopped after {cards.Count} of {models} models; {WayOn()}");
    }

    string WayOn() => request.Sweep.Store is null
        ? "with --store FILE a run can be taken up again"
        : "the same command goes on with the rest";
}
