using System.Text.Json;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Proxies;
using OnnxZc.Reports;

namespace OnnxZc.Cli.Workers;

/// <summary>
/// Scores models in a worker, which is started for the first, serves the following ones, and is replaced when it dies.
/// </summary>
sealed class WorkerScorer(WorkerProgram program, ScoreRequest request, Terminal terminal) : IDisposable
{
    readonly Scorer _blank = new(request.Options);
    readonly string[] _static =
        [.. request.Options.Proxies.Where(name => ProxyCatalog.Find(name) is { Needs.Count: 0 })];

    readonly WorkerPatience _patience =
        new(request.Budget.Time, request.Budget.Memory, () => terminal.Signal() is not null);

    Worker? _worker;

    /// <summary>Scores one model; null when somebody wants to stop.</summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    /// <exception cref="WorkerDefectException">The library threw against its promise.</exception>
    public ScoreCard? Score(string model)
    {
        var isFirst = _worker is null or { Answered: 0 };
        var answer = Ask(model, request.Options.Proxies);
        // What an earlier model left behind in the process may not condemn this one.
        if (!isFirst && answer.Outcome is WorkerOutcome.Crashed or WorkerOutcome.OutOfMemory)
            answer = Ask(model, request.Options.Proxies);
        return answer.Outcome switch
        {
            WorkerOutcome.Answered => CardOf(answer.Text, model),
            WorkerOutcome.Interrupted => null,
            _ => Failed(model, FailureOf(answer)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();

    WorkerAnswer Ask(string model, IReadOnlyList<string> proxies)
    {
        _worker ??= new(program);
        var line = JsonSerializer.Serialize(new(model, proxies), WorkerJson.Default.WorkerRequest);
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
    ScoreCard? Failed(string model, Failure failure)
    {
        var card = new ScoreCard { Model = model, Status = CardStatus.Failed };
        if (_static.Length > 0 && _static.Length < request.Options.Proxies.Count)
        {
            var answer = Ask(model, _static);
            if (answer.Outcome == WorkerOutcome.Interrupted)
                return null;
            if (answer.Outcome == WorkerOutcome.Answered)
                card = CardOf(answer.Text, model);
        }

        return _blank.Complete(card.Error is null ? card : card with { Scores = [] }, failure);
    }

    static ScoreCard CardOf(string line, string model)
    {
        var reply = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReply);
        return reply switch
        {
            { Card: { } card } => card with { Model = model },
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
