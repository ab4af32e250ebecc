using OnnxZc.Graphs;
using OnnxZc.Passes;
using OnnxZc.Proxies;

namespace OnnxZc;

/// <summary>Scores models: the one call that most users of the library need.</summary>
/// <param name="options">How to score.</param>
/// <param name="clock">Measures seconds; the system's clock by default.</param>
public sealed class Scorer(ScoreOptions options, TimeProvider? clock = null)
{
    readonly TimeProvider _clock = clock ?? TimeProvider.System;

    readonly (string Name, IProxy Proxy)[] _proxies = [.. options.Proxies.Select(name => (
        name,
        ProxyCatalog.Find(name) ?? throw new ArgumentException($"There is no proxy '{name}'.", nameof(options))))];

    /// <summary>
    /// Scores the model at <paramref name="path"/>. Whatever is wrong with the model, its data or an engine is in the
    /// card, not thrown.
    /// </summary>
    public ScoreCard Score(string path)
    {
        var card = new ScoreCard { Model = path, Status = CardStatus.Failed };
        try
        {
            var file = OnnxReader.Read(path);
            card = card with { FileHash = file.FileHash, GraphHash = GraphHash.Of(file.Graph) };
            return Score(card, file.Graph);
        }
        catch (ModelException error)
        {
            return Finish(card with { Scores = [.. _proxies.Select(proxy => Failed(proxy, error.Message))] }, error);
        }
    }

    ScoreCard Score(ScoreCard card, Graph file)
    {
        var model = PreparedModel.Of(file, options, needsBatch: _proxies.Any(proxy => proxy.Proxy.Needs.Count > 0));
        var scores = new Dictionary<string, Score>();
        foreach (var proxy in _proxies.Where(proxy => proxy.Proxy.Needs.Count == 0))
            scores[proxy.Name] = Compute(proxy, model.Results(new Dictionary<Pass, PassResult>(), pass => pass));

        ModelException? error = null;
        var trust = model.Trust();
        var plan = model.Plan(_proxies.Select(proxy => proxy.Proxy));
        var dynamic = _proxies.Where(proxy => proxy.Proxy.Needs.Count > 0).ToArray();
        if (dynamic.Length > 0)
        {
            try
            {
                using var run = new PassRun(model.ForEngines(), options.Device, options.Threads);
                trust = trust with { Parity = run.Parity };
                foreach (var (name, score) in Run(model, run, plan, dynamic))
                    scores[name] = score;
            }
            catch (ModelException failure)
            {
                error = failure;
                foreach (var proxy in dynamic)
                    scores.TryAdd(proxy.Name, Failed(proxy, failure.Message));
            }
        }

        return Finish(
            card with
            {
                Fingerprint = SettingsFingerprint.Of(options, model.InputShapes),
                Trust = trust,
                Scores = [.. _proxies.Select(proxy => scores[proxy.Name])],
                Plan = Explain(plan),
            },
            error);
    }

    /// <summary>Runs every pass; one that fails takes only its readers with it.</summary>
    Dictionary<string, Score> Run(
        PreparedModel model, PassRun run, PassPlan plan, (string Name, IProxy Proxy)[] proxies)
    {
        var results = new Dictionary<Pass, PassResult>();
        var failures = new Dictionary<Pass, (ScoreStatus Status, string Reason)>();
        foreach (var pass in plan.Passes)
        {
            try
            {
                results[pass.Pass] = run.Run(pass);
            }
            catch (ModelException error)
            {
                failures[pass.Pass] = (ScoreStatus.Failed, error.Message);
            }
            catch (EngineMemoryException error)
            {
                failures[pass.Pass] = (ScoreStatus.OutOfMemory, error.Message);
            }
        }

        var readable = model.Results(results, plan.Canonical);
        return proxies.ToDictionary(
            proxy => proxy.Name,
            proxy => FailureOf(proxy.Proxy, plan, failures) is { } failure
                ? Failed(proxy, failure.Reason, failure.Status)
                : Compute(proxy, readable));
    }

    static (ScoreStatus Status, string Reason)? FailureOf(
        IProxy proxy, PassPlan plan, Dictionary<Pass, (ScoreStatus, string)> failures)
    {
        foreach (var need in proxy.Needs)
        {
            if (failures.TryGetValue(plan.Canonical(need.Pass), out var failure))
                return failure;
        }

        return null;
    }

    Score Compute((string Name, IProxy Proxy) proxy, PassResults results)
    {
        var start = _clock.GetTimestamp();
        var outcome = proxy.Proxy.Compute(results);
        var score = Blank(proxy) with { Seconds = _clock.GetElapsedTime(start).TotalSeconds };
        if (outcome.NotApplicableReason is { } reason)
            return score with { Status = ScoreStatus.NotApplicable, Reason = reason };
        return double.IsFinite(outcome.Value)
            ? score with { Status = ScoreStatus.Ok, Value = outcome.Value }
            : score with { Status = ScoreStatus.Failed, Reason = $"the value is not finite ({outcome.Value})" };
    }

    static Score Failed((string Name, IProxy Proxy) proxy, string reason, ScoreStatus status = ScoreStatus.Failed) =>
        Blank(proxy) with { Status = status, Reason = reason };

    static Score Blank((string Name, IProxy Proxy) proxy) => new()
    {
        Proxy = proxy.Name,
        Version = proxy.Proxy.Version,
        Direction = proxy.Proxy.Direction,
        Status = ScoreStatus.Failed,
    };

    IReadOnlyList<string> Explain(PassPlan plan)
    {
        var fromGraph = _proxies.Where(proxy => proxy.Proxy.Needs.Count == 0).Select(proxy => proxy.Name).ToArray();
        return fromGraph.Length == 0
            ? [.. plan.Passes.Select(pass => pass.ToString())]
            : [$"graph alone; read by {string.Join(", ", fromGraph)}", .. plan.Passes.Select(pass => pass.ToString())];
    }

    static ScoreCard Finish(ScoreCard card, ModelException? error) => card with
    {
        Error = error is null ? null : new ModelError(error.Code, error.Message, error.Node, error.Operator),
        Status = card.Scores.All(score => score.Status is ScoreStatus.Ok or ScoreStatus.NotApplicable) && error is null
            ? CardStatus.Ok
            : card.Scores.Any(score => score.Status == ScoreStatus.Ok) ? CardStatus.Partial : CardStatus.Failed,
    };
}
