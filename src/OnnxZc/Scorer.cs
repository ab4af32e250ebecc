using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Passes.Planning;
using OnnxZc.Proxies;
using OnnxZc.Ranking;

namespace OnnxZc;

/// <summary>Scores models: the one call that most users of the library need.</summary>
/// <param name="options">How to score.</param>
/// <param name="clock">Measures seconds; the system's clock by default.</param>
/// <exception cref="ArgumentException">
/// A proxy is in no catalogue, or repeats would all be the same.
/// </exception>
/// <exception cref="Data.DataException">Repeats are wanted of data that cannot be read.</exception>
public sealed class Scorer(ScoreOptions options, TimeProvider? clock = null)
{
    readonly TimeProvider _clock = clock ?? TimeProvider.System;

    readonly Request[] _requests =
    [
        .. SetProxyCatalog.WithMembers(options.Proxies)
            .Where(name => SetProxyCatalog.Find(name) is null)
            .Select(name => new Request(
                name,
                options.Known.Find(name)
                    ?? throw new ArgumentException($"There is no proxy '{name}'.", nameof(options)))),
    ];

    readonly Repeats _repeats = new Repeats(options) is var repeats && repeats.WhyPointless is { } reason
        ? throw new ArgumentException(reason, nameof(options))
        : repeats;

    /// <summary>
    /// Scores the model at <paramref name="path"/>. Whatever is wrong with the model, its data or an engine is in the
    /// card, not thrown.
    /// </summary>
    /// <exception cref="Data.DataException">
    /// The batch source itself cannot be read, for this or any other model.
    /// </exception>
    public ScoreCard Score(string path) => Score(Open(path));

    /// <summary>
    /// Reads a model and makes it ready. Several scorers whose options differ in their proxies alone may score it, if
    /// this one's proxies need a batch wherever theirs do.
    /// </summary>
    /// <param name="path">The model file.</param>
    /// <param name="hashesWeights">Whether its card is to have the hash of its weights.</param>
    /// <returns>The model with its card, or with a card that says what is wrong.</returns>
    internal OpenModel Open(string path, bool hashesWeights = false)
    {
        var card = new ScoreCard { Model = path, Status = CardStatus.Failed };
        try
        {
            var file = OnnxReader.Read(path, options.Limits);
            card = card with { FileHash = file.FileHash, HasExternalData = file.HasExternalData };
            return Open(card, file.Graph, hashesWeights);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new(card, Failure: failure);
        }
    }

    /// <summary>As the other overload, of a model that has no file.</summary>
    /// <param name="name">What its card calls it.</param>
    /// <param name="hash">SHA-256 of whatever decides the graph, in place of a file's.</param>
    /// <param name="build">Makes the graph.</param>
    /// <param name="hashesWeights">Whether its card is to have the hash of its weights.</param>
    /// <returns>The model with its card, or with a card that says what is wrong.</returns>
    internal OpenModel Open(string name, string hash, Func<Graph> build, bool hashesWeights = false)
    {
        var card = new ScoreCard { Model = name, Status = CardStatus.Failed, FileHash = hash };
        try
        {
            return Open(card, build(), hashesWeights);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new(card, Failure: failure);
        }
    }

    /// <summary>Scores a model that was opened.</summary>
    internal ScoreCard Score(OpenModel opened)
    {
        if (opened.Model is not { } model)
            return Complete(opened.Card, opened.Failure!);
        try
        {
            return Score(opened.Card, model);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return Complete(opened.Card, failure);
        }
    }

    /// <summary>What it would take to score a model that was opened.</summary>
    internal ScoringPlan Plan(OpenModel opened)
    {
        if (opened.Model is not { } model)
            return new([], 0, opened.Failure!.Reason);
        try
        {
            IProxy[] executing = [.. _requests.Where(request => request.NeedsPasses).Select(request => request.Proxy)];
            return ScoringPlan.Of(model, executing, options.Repeat);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new([], 0, failure.Reason);
        }
    }

    /// <summary>The card with <paramref name="failure"/> for every proxy that it has no score of.</summary>
    internal ScoreCard Complete(ScoreCard card, Failure failure) => Finish(
        card,
        _requests.Select(request =>
            card.Scores.FirstOrDefault(score => score.Proxy == request.Name) ?? Missing(request, failure)),
        failure.Error);

    /// <summary>
    /// The card with the first of its scores for every proxy, in order, and the status that they make.
    /// </summary>
    internal ScoreCard Judged(ScoreCard card) => Finish(
        card,
        _requests
            .Select(request => card.Scores.FirstOrDefault(score => score.Proxy == request.Name))
            .OfType<Score>(),
        card.Error);

    OpenModel Open(ScoreCard card, Graph graph, bool hashesWeights)
    {
        card = card with
        {
            GraphHash = GraphHash.Of(graph),
            WeightsHash = hashesWeights ? WeightsHash.Of(graph) : null,
        };
        try
        {
            var model = Prepared(graph);
            return new(Identified(card, model), model);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new(card, Failure: failure);
        }
    }

    PreparedModel Prepared(Graph file)
    {
        var needsBatch = _requests.Any(request => request.NeedsPasses);
        var model = PreparedModel.Of(file, options, needsBatch);
        return needsBatch && Doubt(model) is { } doubt
            ? PreparedModel.Of(file, options, needsBatch, doubt)
            : model;
    }

    string? Doubt(PreparedModel model)
    {
        try
        {
            return model.BatchDoubt();
        }
        catch (Exception error) when (Failure.Of(error) is not null)
        {
            // What keeps the proof from running keeps the passes from running: they report it.
            return null;
        }
    }

    ScoreCard Identified(ScoreCard card, PreparedModel model) => card with
    {
        Status = CardStatus.Ok,
        Fingerprint = SettingsFingerprint.Of(options, model.InputShapes, model.Choices),
        ModelSettings = SettingsFingerprint.OfModel(model.InputShapes, model.Choices),
        Trust = model.Trust(),
    };

    ScoreCard Score(ScoreCard card, PreparedModel model)
    {
        var plan = model.Plan(_requests.Select(request => request.Proxy));
        var (run, unopened) = Open(model, plan);
        using (run)
        {
            card = card with { Plan = [.. model.Choices, .. Explain(plan, run)] };
            Round[] rounds = [.. _repeats.Seeds.Select(seeds => Repeat(model, seeds, plan, run))];
            var whole = Finish(
                run is null ? card : card with { Trust = card.Trust! with { Parity = run.Parity, Parts = run.Parts } },
                _requests.Select(request => Repeats.Join([.. rounds.Select(round =>
                    round.Scores.GetValueOrDefault(request.Name)
                        ?? Missing(request, round.Failure ?? unopened!))])),
                (unopened ?? rounds.FirstOrDefault(round => round.Failure is not null)?.Failure)?.Error);
            return model.LayerTable?.Complete(whole) ?? whole;
        }
    }

    (PassRun? Run, Failure? Failure) Open(PreparedModel model, PassPlan plan)
    {
        if (!_requests.Any(request => request.NeedsPasses))
            return default;
        try
        {
            return (new(model.ForEngines(), options.Device, options.Threads, options.MaxMemory, plan), null);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return (null, failure);
        }
    }

    Round Repeat(PreparedModel first, Seeds seeds, PassPlan plan, PassRun? run)
    {
        var scores = new Dictionary<string, Score>();
        try
        {
            var model = first.Drawn(seeds);
            var readable = model.Results(new Dictionary<PassNeed, object>(), pass => pass);
            foreach (var request in _requests.Where(request => !request.NeedsPasses))
                scores[request.Name] = Compute(request, readable, model.LayerTable);
            return new(scores, run is null ? null : RunPasses(run, model, plan, scores));
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return new(scores, failure);
        }
    }

    Failure? RunPasses(PassRun run, PreparedModel model, PassPlan plan, Dictionary<string, Score> scores)
    {
        run.Turn(model.ForEngines());
        var (kept, failures) = RunEach(run, plan);
        var readable = model.Results(kept, plan.Canonical);
        foreach (var request in _requests.Where(request => request.NeedsPasses))
        {
            var failed = request.Proxy.Needs.Select(need =>
                failures.GetValueOrDefault(need with { Pass = plan.Canonical(need.Pass) }));
            scores[request.Name] = NotApplicable(request, model) is { } reason
                ? request.Blank with { Status = ScoreStatus.NotApplicable, Reason = reason }
                : failed.FirstOrDefault(failure => failure is not null) is { } failure
                ? Missing(request, failure)
                : Compute(request, readable, model.LayerTable);
        }

        return failures.Values.FirstOrDefault(failure => failure.Status != ScoreStatus.NotApplicable);
    }

    static string? NotApplicable(Request request, PreparedModel model) =>
        (request.NeedsSeveralSamples ? model.SingleSampleReason : null)
        ?? (request.ReadsLayers ? model.HiddenLayersReason : null);

    /// <summary>Runs every pass; what fails takes only its readers with it.</summary>
    static (Dictionary<PassNeed, object> Kept, Dictionary<PassNeed, Failure> Failures) RunEach(
        PassRun run, PassPlan plan)
    {
        var kept = new Dictionary<PassNeed, object>();
        var failures = new Dictionary<PassNeed, Failure>();
        foreach (var outcome in plan.Passes.Select(run.Run))
        {
            foreach (var (need, result) in outcome.Kept)
                kept.Add(need, result);
            foreach (var (need, error) in outcome.Errors)
                failures.Add(need, Failure.OfProxy(error));
        }

        return (kept, failures);
    }

    Score Compute(Request request, PassResults results, LayerTable? layers)
    {
        var start = _clock.GetTimestamp();
        Outcome outcome;
        try
        {
            outcome = request.Proxy.Compute(results);
        }
        catch (Exception error)
        {
            return Missing(request, Failure.OfProxy(error));
        }

        var score = request.Blank with { Seconds = _clock.GetElapsedTime(start).TotalSeconds };
        if (outcome.NotApplicableReason is { } reason)
            return score with { Status = ScoreStatus.NotApplicable, Reason = reason };
        return double.IsFinite(outcome.Value)
            ? score with { Status = ScoreStatus.Ok, Value = outcome.Value, Terms = layers?.TermsOf(outcome) }
            : score with { Status = ScoreStatus.Failed, Reason = $"the value is not finite ({outcome.Value})" };
    }

    static Score Missing(Request request, Failure failure) =>
        request.Blank with { Status = failure.Status, Reason = failure.Reason };

    IReadOnlyList<string> Explain(PassPlan plan, PassRun? run)
    {
        var fromGraph = _requests.Where(request => !request.NeedsPasses).Select(request => request.Name).ToArray();
        var passes = plan.Passes.Select(pass => (Pass: pass, Estimate: run?.Estimate(pass))).ToArray();
        return
        [
            .. _repeats.Summary is { } summary ? [summary] : Array.Empty<string>(),
            .. fromGraph.Length > 0 ? [$"graph alone; read by {string.Join(", ", fromGraph)}"] : Array.Empty<string>(),
            .. passes.Select(item => item.Pass.Explained(item.Estimate)),
            .. passes.Length > 1 && passes.All(item => item.Estimate is not null)
                ? [$"all passes: {PassEstimate.Sum(passes.Select(item => item.Estimate!.Value))}"]
                : Array.Empty<string>(),
        ];
    }

    ScoreCard Finish(ScoreCard card, IEnumerable<Score> scores, ModelError? error)
    {
        Score[] all = [.. scores];
        var isComplete = error is null && all.All(score => score.Status is ScoreStatus.Ok or ScoreStatus.NotApplicable);
        var hasValues = all.Any(score => score.Status == ScoreStatus.Ok);
        card = card with
        {
            Scores = all,
            Error = error,
            Status = isComplete ? CardStatus.Ok : hasValues ? CardStatus.Partial : CardStatus.Failed,
        };
        return SetScores.Add([card], options.Proxies)[0];
    }

    /// <summary>What one repeat gave: some of the scores, and why others are missing.</summary>
    sealed record Round(IReadOnlyDictionary<string, Score> Scores, Failure? Failure);

    /// <summary>A proxy under the name by which it was asked for.</summary>
    sealed record Request(string Name, IProxy Proxy)
    {
        public bool NeedsPasses => Proxy.Needs.Count > 0;

        /// <summary>Whether it compares samples with each other.</summary>
        public bool NeedsSeveralSamples =>
            Proxy.Needs.Any(need => need.Capture.ComparesSamples);

        /// <summary>Whether it reads gradients of layers.</summary>
        public bool ReadsLayers => Proxy.Needs.Any(need => need.Capture.ReadsLayers);

        public Score Blank => new()
        {
            Proxy = Name,
            Version = Proxy.Version,
            Direction = Proxy.Direction,
            Status = ScoreStatus.Failed,
        };
    }
}
