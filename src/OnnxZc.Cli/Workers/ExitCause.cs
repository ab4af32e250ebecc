namespace OnnxZc.Cli.Workers;

/// <summary>Why a process ended, as far as its exit code and its last words tell.</summary>
/// <param name="Text">What happened to it, as a clause.</param>
/// <param name="IsMemory">Whether memory ran out.</param>
/// <param name="IsStop">Whether somebody asked it to stop.</param>
sealed record ExitCause(string Text, bool IsMemory, bool IsStop = false)
{
    const int FirstSignal = 128;
    const int Interrupt = 2;
    const int Terminate = 15;
    const int Abort = 6;
    const int Kill = 9;

    static readonly Dictionary<int, string> _signals = new()
    {
        [Interrupt] = "SIGINT",
        [4] = "SIGILL",
        [Abort] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [Kill] = "SIGKILL",
        [11] = "SIGSEGV",
        [Terminate] = "SIGTERM",
    };

    static readonly string[] _memoryWords =
        ["out of memory", "bad_alloc", "not enough memory", "can't allocate memory", "cannot allocate memory"];

    /// <summary>The cause behind an exit code, 128 and a signal's number where a signal ended the process.</summary>
    public static ExitCause Of(int exitCode, string lastWords)
    {
        var signal = exitCode - FirstSignal;
        if (!_signals.TryGetValue(signal, out var name))
            return new($"ended with code {exitCode} without an answer", Names(lastWords, _memoryWords));
        if (signal == Kill)
            return new("the system ended the worker process (SIGKILL), most likely for its memory", true);
        if (signal is Interrupt or Terminate)
            return new($"was asked to stop ({name})", IsMemory: false, IsStop: true);
        return signal == Abort && Names(lastWords, ["stack overflow"])
            ? new($"overflowed its stack ({name})", false)
            : new($"crashed ({name})", signal == Abort && Names(lastWords, _memoryWords));
    }

    static bool Names(string text, string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
