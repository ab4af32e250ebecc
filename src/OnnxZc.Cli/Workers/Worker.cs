using System.Diagnostics;

namespace OnnxZc.Cli.Workers;

/// <summary>
/// One process that answers lines, one at a time. Whatever happens in it, the process that asks lives on; a worker that
/// did not answer is dead.
/// </summary>
sealed class Worker : IDisposable
{
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    readonly Process _process;
    readonly OutputTail _chatter;

    /// <summary>Starts the process.</summary>
    public Worker(WorkerProgram program)
    {
        _process = program.Start();
        _chatter = new(_process.StandardError);
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>How many lines it has answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Sends a line and waits for the answer as long as <paramref name="patience"/> lasts.</summary>
    public WorkerAnswer Ask(string line, WorkerPatience patience)
    {
        var start = Stopwatch.GetTimestamp();
        var reply = Exchange(line);
        while (!reply.Wait(_pause))
        {
            if (patience.Verdict(Stopwatch.GetElapsedTime(start), WorkingSet) is { } verdict)
                return End(verdict);
        }

        if (reply.Result is not { } text)
            return Death(patience);
        Answered++;
        return new(WorkerOutcome.Answered, text);
    }

    /// <summary>Ends the process, at work or not.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    // A pipe that breaks is the same as no answer: the process is gone.
    async Task<string?> Exchange(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            return await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    WorkerAnswer End(WorkerAnswer verdict)
    {
        Kill();
        return verdict with { Chatter = _chatter.Text() };
    }

    WorkerAnswer Death(WorkerPatience patience)
    {
        if (!_process.WaitForExit(_grace))
            return End(new(WorkerOutcome.Crashed, "the worker process closed its output without an answer"));
        var chatter = _chatter.Text();
        var cause = ExitCause.Of(_process.ExitCode, chatter);
        return cause switch
        {
            { IsMemory: true } => new(WorkerOutcome.OutOfMemory, $"{cause.Text}: {patience.Excess}", chatter),
            { IsStop: true } => new(WorkerOutcome.Stopped, $"the worker process {cause.Text}; run again", chatter),
            _ => new(WorkerOutcome.Crashed, $"the worker process {cause.Text}; leave the model out", chatter),
        };
    }

    long WorkingSet()
    {
        try
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended between the two.
            return 0;
        }
    }

    void Kill()
    {
        if (_process.HasExited)
            return;
        _process.Kill();
        _process.WaitForExit(_grace);
    }
}
