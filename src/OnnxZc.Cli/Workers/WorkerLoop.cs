using System.Collections.Concurrent;
using System.Text.Json;
using OnnxZc.Cli.Sweeps;
using OnnxZc.Data;

namespace OnnxZc.Cli.Workers;

/// <summary>The inside of a worker: reads a request a line, answers each with a line.</summary>
/// <param name="options">How to score.</param>
/// <param name="backend">What scores.</param>
sealed class WorkerLoop(ScoreOptions options, Backend backend)
{
    readonly Dictionary<string, Func<string, ScoreCard>> _scorers = [];
    readonly BlockingCollection<string> _lines = [];
    (string Path, OpenCard Card)? _open;
    volatile bool _isBusy;

    /// <summary>Answers until the input ends. Input that ends in the middle of work ends the process.</summary>
    public void Run(TextReader input, TextWriter output, Action abandon)
    {
        new Thread(() => Read(input, abandon)) { IsBackground = true }.Start();
        foreach (var line in _lines.GetConsumingEnumerable())
        {
            _isBusy = true;
            var reply = Reply(JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest)!);
            output.WriteLine(JsonSerializer.Serialize(reply, WorkerJson.Default.WorkerReply));
            output.Flush();
            _isBusy = false;
        }
    }

    // Only this thread sees that the parent is gone while native code hangs in the other.
    void Read(TextReader input, Action abandon)
    {
        while (input.ReadLine() is { } line)
            _lines.Add(line);
        _lines.CompleteAdding();
        if (_isBusy)
            abandon();
    }

    WorkerReply Reply(WorkerRequest request)
    {
        try
        {
            return request.PlansOnly ? new(Plan: Opened(request.Model).Plan(request.Proxies))
                : new(request.ReadsOnly ? Read(request.Model) : Score(request));
        }
        catch (DataException e)
        {
            return new(DataError: e.Message);
        }
        catch (Exception e)
        {
            return new(Defect: e.ToString());
        }
    }

    ScoreCard Read(string model)
    {
        _open = null;
        _open = (model, backend.Open(options, model));
        return _open.Value.Card.Card;
    }

    OpenCard Opened(string model)
    {
        var open = _open;
        _open = null;
        return open?.Path == model ? open.Value.Card : backend.Open(options, model);
    }

    ScoreCard Score(WorkerRequest request)
    {
        var open = _open;
        _open = null;
        return open?.Path == request.Model
            ? open.Value.Card.Score(request.Proxies)
            : ScorerOf(request.Proxies)(request.Model);
    }

    Func<string, ScoreCard> ScorerOf(IReadOnlyList<string> proxies)
    {
        var key = string.Join(',', proxies);
        if (!_scorers.TryGetValue(key, out var scorer))
            _scorers[key] = scorer = backend.Scorer(options with { Proxies = proxies });
        return scorer;
    }
}
