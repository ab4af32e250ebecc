using System.Text.Json;
using OnnxZc.Checks;
using OnnxZc.Cli.Workers;

namespace OnnxZc.Cli.Checks;

/// <summary>
/// Runs models in a worker process to see what they do; it is started for the first and replaced when it dies.
/// </summary>
sealed class ExecutionWorker(WorkerProgram program, ScoreRequest request, Func<bool> isStopWanted) : IDisposable
{
    readonly WorkerPatience _patience = new(request.Budget.Time, request.Budget.Memory, isStopWanted);
    Worker? _worker;

    /// <summary>What running a model showed, or why that cannot be told.</summary>
    /// <exception cref="WorkerDefectException">The library threw against its promise.</exception>
    public (ExecutionFacts? Facts, string? Trouble) Run(string model)
    {
        var isFirst = _worker is null or { Answered: 0 };
        var answer = Ask(model);
        // What an earlier model left behind in the process may not condemn this one.
        if (!isFirst && answer.Outcome is WorkerOutcome.Crashed or WorkerOutcome.OutOfMemory)
            answer = Ask(model);
        if (answer.Outcome != WorkerOutcome.Answered)
            return (null, answer.Text);
        var reply = JsonSerializer.Deserialize(answer.Text, WorkerJson.Default.WorkerReply);
        return reply switch
        {
            { Execution: { } facts } => (facts, null),
            { DataError: { } error } => (null, error),
            _ => throw new WorkerDefectException(reply?.Defect ?? "the worker answered nothing"),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();

    WorkerAnswer Ask(string model)
    {
        _worker ??= new(program);
        var line = new WorkerRequest(model, [], Executes: true);
        var answer = _worker.Ask(JsonSerializer.Serialize(line, WorkerJson.Default.WorkerRequest), _patience);
        if (answer.Outcome != WorkerOutcome.Answered)
        {
            _worker.Dispose();
            _worker = null;
        }

        return answer;
    }
}
