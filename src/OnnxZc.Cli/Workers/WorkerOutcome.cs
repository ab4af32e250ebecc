namespace OnnxZc.Cli.Workers;

/// <summary>What came of asking a worker.</summary>
enum WorkerOutcome
{
    /// <summary>A line.</summary>
    Answered,

    /// <summary>The process died.</summary>
    Crashed,

    /// <summary>A signal that asks to stop ended the process, which is not the model's doing.</summary>
    Stopped,

    /// <summary>The process was ended, as the time was over.</summary>
    TimedOut,

    /// <summary>The process was ended, by us or the system, as it took too much memory.</summary>
    OutOfMemory,

    /// <summary>The process was ended, as somebody wants to stop.</summary>
    Interrupted,
}
