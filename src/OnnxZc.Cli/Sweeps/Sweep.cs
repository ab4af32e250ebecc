using System.Collections.Concurrent;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Store;

namespace OnnxZc.Cli.Sweeps;

/// <summary>
/// Scores many models in several lanes at once, each with a scorer of its own. A lane is through with a model, and a
/// store has its card, before the next one is begun.
/// </summary>
/// <param name="request">How to score.</param>
/// <param name="score">Gives the card of a model; null when somebody wants to stop.</param>
/// <param name="scorer">Makes the scorer of a lane.</param>
/// <param name="progress">Told what happens.</param>
/// <param name="isStopWanted">Whether somebody wants to stop: models in flight are finished, no other is begun.</param>
sealed class Sweep(
    ScoreRequest request,
    Func<IModelScorer, string, ScoreCard?> score,
    Func<IModelScorer> scorer,
    SweepProgress progress,
    Func<bool> isStopWanted)
{
    readonly ConcurrentQueue<(int Index, string Model)> _models = [];
    StoreException? _storeFailure;
    volatile bool _hasDefect;

    /// <summary>Whether the library threw against its promise.</summary>
    public bool HasDefect => _hasDefect;

    /// <summary>What ended the sweep early: results could not be kept any longer.</summary>
    public StoreException? StoreFailure => _storeFailure;

    /// <summary>Scores the models; those that were not come to are left out.</summary>
    /// <param name="models">The files.</param>
    /// <param name="lanes">How many to score at once.</param>
    public IReadOnlyList<ScoreCard> Run(IReadOnlyList<string> models, int lanes)
    {
        var cards = new ScoreCard?[models.Count];
        for (var i = 0; i < models.Count; i++)
            _models.Enqueue((i, models[i]));
        Thread[] threads =
        [
            .. Enumerable.Range(0, lanes)
                .Select(lane => new Thread(() => RunLane(lane, cards)) { IsBackground = true }),
        ];
        Array.ForEach(threads, thread => thread.Start());
        while (!Array.TrueForAll(threads, thread => thread.Join(0)))
        {
            progress.Redraw();
            threads.FirstOrDefault(thread => thread.IsAlive)?.Join(SweepProgress.Pause);
        }

        progress.Clear();
        return [.. cards.OfType<ScoreCard>()];
    }

    void RunLane(int lane, ScoreCard?[] cards)
    {
        using var own = scorer();
        while (!isStopWanted() && _storeFailure is null && _models.TryDequeue(out var next))
        {
            progress.Begin(lane, next.Model);
            var card = ScoreOne(own, next.Model);
            cards[next.Index] = card;
            progress.End(lane, card);
        }
    }

    ScoreCard? ScoreOne(IModelScorer own, string model)
    {
        try
        {
            return score(own, model);
        }
        catch (StoreException e)
        {
            Interlocked.CompareExchange(ref _storeFailure, e, null);
            return null;
        }
        catch (DataException e)
        {
            return Unscored(model, ModelErrorCode.DataMismatch, e.Message);
        }
        catch (Exception e)
        {
            _hasDefect = true;
            var text = request.IsVerbose ? e.ToString() : $"{e.GetType().Name}: {e.Message}; see --verbose";
            var message = $"this is a defect of onnxzc, please report it ({text})";
            return Unscored(model, ModelErrorCode.EngineFailure, message);
        }
    }

    static ScoreCard Unscored(string model, ModelErrorCode code, string message) => new()
    {
        Model = model,
        Status = CardStatus.Failed,
        Error = new(code, message),
    };
}
