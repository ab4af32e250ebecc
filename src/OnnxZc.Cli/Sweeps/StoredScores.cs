using System.Security.Cryptography;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Files;
using OnnxZc.Ranking;
using OnnxZc.Store;

namespace OnnxZc.Cli.Sweeps;

/// <summary>Looks scores up before they are computed, and keeps those that were.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How to score.</param>
/// <param name="looksUp">Whether scores of earlier runs are taken; if not, all are computed and replaced.</param>
sealed class StoredScores(ScoreStore store, ScoreOptions options, bool looksUp)
{
    readonly StoredSettings _settings = StoredSettings.Of(options);
    readonly Scorer _blank = new(options);

    readonly WantedScore[] _wanted =
    [
        .. options.Proxies
            .Where(name => SetProxyCatalog.Find(name) is null)
            .Select(name => (Name: name, Proxy: options.Known.Find(name)!))
            .Select(asked => new WantedScore(asked.Name, asked.Proxy.Name, asked.Proxy.Version)),
    ];

    readonly bool _needsBatch = options.Proxies.Any(name => options.Known.Find(name) is { Needs.Count: > 0 });
    int _found;

    /// <summary>How many models needed no work at all.</summary>
    public int Found => _found;

    /// <summary>
    /// The card of a model: what the store knows, and the rest by <paramref name="scorer"/>; it is in the store when
    /// this returns. Null when somebody wants to stop.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public ScoreCard? Score(IModelScorer scorer, string model)
    {
        var (known, isReadable) = Known(scorer, model);
        if (known is null || !isReadable)
            return known is null ? null : Kept(known);
        if (Missing(known) is { Length: > 0 } missing)
            return scorer.Score(model, missing) is { } card ? Kept(Joined(known, card)) : null;
        Interlocked.Increment(ref _found);
        return Kept(_blank.Judged(known));
    }

    /// <summary>
    /// The card of a model with what the store knows, which is read by <paramref name="scorer"/> unless the store knows
    /// its file, and whether it can be read. Without a card when somebody wants to stop.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public (ScoreCard? Card, bool IsReadable) Known(IModelScorer scorer, string model)
    {
        var known = looksUp && HashOf(model) is { } hash
            ? store.Find(model, hash, _settings.Hash, _needsBatch, _wanted)
            : null;
        if (known is not null)
            return (known, true);
        var read = scorer.Read(model);
        if (read is null or { Status: CardStatus.Failed })
            return (read, false);
        return (looksUp ? WithStored(read) : read, true);
    }

    /// <summary>The proxies that a card has no score of.</summary>
    public string[] Missing(ScoreCard known) =>
        [.. _wanted.Select(wanted => wanted.Name).Except(known.Scores.Select(score => score.Proxy))];

    ScoreCard WithStored(ScoreCard read) =>
        read is { GraphHash: { } graph, WeightsHash: { } weights, Fingerprint: { } fingerprint }
            ? read with { Scores = store.FindScores(graph, weights, fingerprint, _wanted) }
            : read;

    // The file may have changed since the store's reading of it: then nothing of that belongs to the new card.
    ScoreCard Joined(ScoreCard known, ScoreCard card) =>
        card.FileHash is null || card.FileHash == known.FileHash
            ? _blank.Judged(known with
            {
                Scores = [.. known.Scores, .. card.Scores],
                Trust = card.Trust ?? known.Trust,
                Error = card.Error,
                Plan = card.Plan,
            })
            : card;

    ScoreCard Kept(ScoreCard card)
    {
        store.Write(card, _settings, _needsBatch, knowsWholeFile: !card.HasExternalData);
        return card;
    }

    // What keeps a file from being hashed keeps it from being read, and is told then.
    string? HashOf(string model)
    {
        try
        {
            using var file = RegularFile.Open(model);
            return file.Length <= options.Limits.MaxFileBytes ? Convert.ToHexStringLower(SHA256.HashData(file)) : null;
        }
        catch (Exception e) when (e is ModelException or IOException)
        {
            return null;
        }
    }
}
