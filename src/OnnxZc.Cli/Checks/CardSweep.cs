using OnnxZc.Cli.Sweeps;
using OnnxZc.Store;

namespace OnnxZc.Cli.Checks;

/// <summary>Scores the models of a check, in workers and with a store as <c>rank</c> does.</summary>
/// <param name="context">The repository and its settings.</param>
/// <param name="terminal">Where progress is told.</param>
/// <param name="backend">What scores.</param>
sealed class CardSweep(PolicyContext context, Terminal terminal, Backend backend)
{
    /// <summary>Whether the library threw against its promise.</summary>
    public bool HasDefect { get; private set; }

    /// <summary>The cards by path; none where the settings name no proxies.</summary>
    /// <param name="paths">The models, relative to the root.</param>
    /// <exception cref="UsageException">There is no such device.</exception>
    /// <exception cref="StoreException">The store cannot be opened or written.</exception>
    public IReadOnlyDictionary<string, ScoreCard> Run(IReadOnlyList<string> paths)
    {
        var plan = context.Plan;
        if (!plan.HasProxies || paths.Count == 0)
            return new Dictionary<string, ScoreCard>();
        var score = plan.Within;
        backend.RequireDevice(score.Options.Device);
        backend.HoldMemory(plan.Score.Budget.Memory);
        using var store = plan.Sweep.Store is { } file ? ScoreStore.Open(file) : null;
        var lanes = Math.Min(plan.Sweep.Workers, paths.Count);
        var stored = store is null ? null : new StoredScores(store, score.Options, plan.Sweep.LooksUp);
        var patient = terminal with { FinishesModels = true };
        var sweep = new Sweep(
            score,
            (scorer, model) => stored is null
                ? scorer.Score(model, score.Options.Proxies)
                : stored.Score(scorer, model),
            () => ModelScorers.Of(score, patient, backend),
            new(terminal, paths.Count, lanes, !score.IsQuiet),
            () => terminal.Signal() is not null);
        var full = paths.ToDictionary(context.Place.FullPathOf, StringComparer.Ordinal);
        var cards = SetScores.Add(sweep.Run([.. full.Keys], lanes), score.Options.Proxies);
        if (sweep.StoreFailure is { } failure)
            throw failure;
        HasDefect = sweep.HasDefect;
        return cards.ToDictionary(card => full[card.Model], card => card with { Model = full[card.Model] });
    }
}
