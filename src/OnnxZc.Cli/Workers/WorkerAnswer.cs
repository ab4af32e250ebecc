namespace OnnxZc.Cli.Workers;

/// <summary>What a worker gave for a line.</summary>
/// <param name="Outcome">What came of it; the worker lives on only if it answered.</param>
/// <param name="Text">The line it answered, else why there is none.</param>
/// <param name="Chatter">The last that a dead worker wrote to stderr.</param>
sealed record WorkerAnswer(WorkerOutcome Outcome, string Text, string Chatter = "");
