using System.Text.Json;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Workers;

/// <summary>
/// Scores models in a worker, which is started for the first, serves the following ones, and is replaced when it dies.
/// </summary>
sealed class WorkerScorer(WorkerProgram program, ScoreRequest request, Terminal terminal) : IModelScorer
{
    readonly Scorer _blank = new(request.Options);
    readonly string[] _static =
        [.. request.Options.Proxies.Where(name => ProxyCatalog.Find(name) is { Needs.Count: 0 })];

    readonly WorkerPatience _patience = new(
        request.Budget.Time,
        request.Budget.Memory,
        () => !terminal.FinishesModels && terminal.Signal() is not null);

    Worker? _worker;
    string? _read;

    /// <summary>Scores one model by all proxies; null when somebody wants to stop.</summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    /// <exception cref="WorkerDefectException">The library threw against its promise.</exception>
    public ScoreCard? Score(string model) => Score(model, request.Options.Proxies);

    /// <inheritdoc/>
    public ScoreCard? Read(string model)
    {
        _read = model;
        return Ask(new(model, request.Options.Proxies, ReadsOnly: true), retry => Ask(retry));
    }

    /// <inheritdoc/>
    public ScoreCard? Score(string model, IReadOnlyList<string> proxies)
    {
        var wasRead = _read == model;
        _read = null;
        return Ask(new(model, proxies), retry => wasRead && ReadAgain(model) is { } failed ? failed : Ask(retry));
    }

    /// <inheritdoc/>
    public ScoringPlan? Plan(string model, IReadOnlyList<string> proxies)
    {
        _read = null;
        var answer = Ask(new WorkerRequest(model, proxies, PlansOnly: true));
        return answer.Outcome switch
        {
            WorkerOutcome.Answered => ReplyOf(answer.Text).Plan,
            WorkerOutcome.Interrupted => null,
            _ => new([], 0, answer.Text),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();

    // A card has to be of one reading: what is asked of a fresh worker begins with it.
    WorkerAnswer? ReadAgain(string model)
    {
        var answer = Ask(new WorkerRequest(model, request.Options.Proxies, ReadsOnly: true));
        return answer.Outcome == WorkerOutcome.Answered ? null : answer;
    }

    ScoreCard? Ask(WorkerRequest line, Func<WorkerRequest, WorkerAnswer> again)
    {
        var isFirst = _worker is null or { Answered: 0 };
        var answer = Ask(line);
        // Ctrl-C reaches workers too, and ends one that has only just started.
        if (answer.Outcome == WorkerOutcome.Stopped)
            return terminal.Signal() is null ? CardOf(again(line), line) : null;
        // What an earlier model left behind in the process may not condemn this one.
        if (!isFirst && answer.Outcome is WorkerOutcome.Crashed or WorkerOutcome.OutOfMemory)
            answer = again(line);
        return CardOf(answer, line);
    }

    ScoreCard? CardOf(WorkerAnswer answer, WorkerRequest line) => answer.Outcome switch
    {
        WorkerOutcome.Answered => CardOf(answer.Text, line.Model),
        WorkerOutcome.Interrupted => null,
        _ => Failed(line, FailureOf(answer)),
    };

    WorkerAnswer Ask(WorkerRequest asked)
    {
        _worker ??= new(program);
        var line = JsonSerializer.Serialize(asked, WorkerJson.Default.WorkerRequest);
        var answer = _worker.Ask(line, _patience);
        if (answer.Outcome == WorkerOutcome.Answered)
            return answer;
        _worker.Dispose();
        _worker = null;
        if (request.IsVerbose)
            Tell(answer.Chatter);
        return answer;
    }

    // What needs no execution may still be known; it is asked of a new worker, as reading may have been the trouble.
    ScoreCard? Failed(WorkerRequest line, Failure failure)
    {
        var card = new ScoreCard { Model = line.Model, Status = CardStatus.Failed };
        string[] free = [.. _static.Intersect(line.Proxies)];
        if (free.Length > 0 && free.Length < line.Proxies.Count)
        {
            var answer = Ask(new WorkerRequest(line.Model, free));
            if (answer.Outcome == WorkerOutcome.Interrupted)
                return null;
            if (answer.Outcome == WorkerOutcome.Answered)
                card = CardOf(answer.Text, line.Model);
        }

        return _blank.Complete(card.Error is null ? card : card with { Scores = [] }, failure);
    }

    static ScoreCard CardOf(string line, string model) => ReplyOf(line).Card! with { Model = model };

    static WorkerReply ReplyOf(string line)
    {
        var reply = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReply);
        return reply switch
        {
            { Card: not null } or { Plan: not null } => reply,
            { DataError: { } error } => throw new DataException(error),
            _ => throw new WorkerDefectException(reply?.Defect ?? "the worker answered nothing"),
        };
    }

    static Failure FailureOf(WorkerAnswer answer) => answer.Outcome switch
    {
        WorkerOutcome.TimedOut => new(ScoreStatus.Timeout, answer.Text, null),
        WorkerOutcome.OutOfMemory => new(ScoreStatus.OutOfMemory, answer.Text, null),
        _ => new(ScoreStatus.Failed, answer.Text, new(ModelErrorCode.WorkerCrashed, answer.Text)),
    };

    void Tell(string chatter)
    {
        foreach (var line in chatter.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Error.WriteLine($"onnxzc: worker: {TerminalText.Clean(line)}");
    }
}
