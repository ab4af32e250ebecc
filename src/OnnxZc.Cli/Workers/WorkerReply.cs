namespace OnnxZc.Cli.Workers;

/// <summary>A line from a worker; one of the four is there.</summary>
/// <param name="Card">The card.</param>
/// <param name="DataError">Why the data cannot be read, for this or any model.</param>
/// <param name="Defect">What the library threw against its promise.</param>
/// <param name="Plan">What scoring would take.</param>
sealed record WorkerReply(
    ScoreCard? Card = null, string? DataError = null, string? Defect = null, ScoringPlan? Plan = null);
