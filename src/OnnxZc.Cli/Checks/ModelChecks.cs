using System.Collections.Concurrent;
using OnnxZc.Checks;
using OnnxZc.Checks.Locks;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Cli.Workers;

namespace OnnxZc.Cli.Checks;

/// <summary>
/// Looks at models in several lanes at once: reads each, runs it where a rule wants that, asks the rules, and lets go
/// of its graph.
/// </summary>
/// <param name="context">The repository and its settings.</param>
/// <param name="judge">Asks the rules.</param>
/// <param name="comparison">What is locked.</param>
/// <param name="terminal">Where progress is told.</param>
/// <param name="backend">What runs models.</param>
sealed class ModelChecks(
    PolicyContext context, RuleJudge judge, LockComparison comparison, Terminal terminal, Backend backend)
{
    readonly ScoreRequest _request = context.Plan.Within;
    readonly ConcurrentQueue<(int Index, string Path)> _paths = [];

    /// <summary>The models' scores by path.</summary>
    public required IReadOnlyDictionary<string, ScoreCard> Cards { get; init; }

    /// <summary>Whether rules that run models are left out.</summary>
    public bool IsStaticOnly { get; init; }

    /// <summary>
    /// The models with what became of each rule, in the order given; fewer when somebody wants to stop.
    /// </summary>
    /// <param name="paths">The models, relative to the root.</param>
    public IReadOnlyList<(CheckedModel Model, IReadOnlyList<RuleResult> Results)> Run(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return [];
        var executes = !IsStaticOnly && judge.Wants(RuleNeed.Execution, paths);
        backend.HoldMemory(context.Plan.Score.Budget.Memory);
        var lanes = Math.Min(context.Plan.Sweep.Workers, paths.Count);
        var progress = new SweepProgress(terminal, paths.Count, lanes, !_request.IsQuiet);
        var checks = new (CheckedModel, IReadOnlyList<RuleResult>)?[paths.Count];
        for (var i = 0; i < paths.Count; i++)
            _paths.Enqueue((i, paths[i]));
        Thread[] threads =
        [
            .. Enumerable.Range(0, lanes).Select(lane =>
                new Thread(() => RunLane(lane, checks, executes, progress)) { IsBackground = true }),
        ];
        Array.ForEach(threads, thread => thread.Start());
        while (!Array.TrueForAll(threads, thread => thread.Join(0)))
        {
            progress.Redraw();
            threads.FirstOrDefault(thread => thread.IsAlive)?.Join(SweepProgress.Pause);
        }

        progress.Clear();
        return [.. checks.Where(check => check is not null).Select(check => check!.Value)];
    }

    void RunLane(
        int lane, (CheckedModel, IReadOnlyList<RuleResult>)?[] checks, bool executes, SweepProgress progress)
    {
        using var worker = executes && backend.Workers is not null
            ? new ExecutionWorker(
                WorkerProgram.Of(_request.WorkerArguments), _request, () => terminal.Signal() is not null)
            : null;
        while (terminal.Signal() is null && _paths.TryDequeue(out var next))
        {
            progress.Begin(lane, next.Path);
            checks[next.Index] = Check(next.Path, executes ? Runner(worker) : null);
            progress.End(lane, new() { Model = next.Path, Status = CardStatus.Ok });
        }
    }

    Func<string, (ExecutionFacts? Facts, string? Trouble)> Runner(ExecutionWorker? worker) => worker is null
        ? path => (ExecutionProbe.Of(path, _request.Options), null)
        : worker.Run;

    (CheckedModel, IReadOnlyList<RuleResult>) Check(
        string path, Func<string, (ExecutionFacts? Facts, string? Trouble)>? execute)
    {
        var full = context.Place.FullPathOf(path);
        var blank = new CheckedModel { Path = path, FullPath = full };
        try
        {
            if (context.Inspect(path) is not { } model)
            {
                var why = $"reading it took more than {_request.Budget.Time.TotalSeconds} seconds; see --timeout";
                return (WithChange(blank), judge.Unread(path, why, RuleIncident.NotChecked));
            }

            return Judged(model, execute);
        }
        catch (Exception e)
        {
            var (why, incident) = Failure.Of(e) is { } failure
                ? (failure.Reason, RuleIncident.NotChecked)
                : ($"this is a defect of onnxzc, please report it ({Told(e)})", RuleIncident.Defect);
            return (WithChange(blank), judge.Unread(path, why, incident));
        }
    }

    (CheckedModel, IReadOnlyList<RuleResult>) Judged(
        CheckedModel model, Func<string, (ExecutionFacts? Facts, string? Trouble)>? execute)
    {
        var card = Cards.GetValueOrDefault(model.Path);
        var trouble = new Dictionary<RuleNeed, string>();
        if (card is not null && CardTrouble.Of(card) is { } unscored)
            trouble[RuleNeed.Scores] = unscored;
        model = model with
        {
            Card = card,
            Outline = model.File is { } file ? ModelOutline.Of(file.Graph) : null,
            Locked = comparison.ComparableOf(model.Path, card),
        };
        if (model.Error is null && execute?.Invoke(model.FullPath) is { } run)
        {
            model = model with { Execution = run.Facts };
            if (run.Trouble is { } notRun)
                trouble[RuleNeed.Execution] = notRun;
        }

        model = WithChange(model);
        var results = judge.Judge(model, IsStaticOnly, trouble);
        return (model.Light, results);
    }

    CheckedModel WithChange(CheckedModel model) => model with { Change = comparison.ChangeOf(model) };

    string Told(Exception e) => _request.IsVerbose ? e.ToString() : $"{e.GetType().Name}: {e.Message}; see --verbose";
}
