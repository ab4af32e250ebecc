using OnnxZc.Graphs;

namespace OnnxZc.Cli.Checks;

/// <summary>Tells cards that a machine left behind from those that a model deserves.</summary>
static class CardTrouble
{
    /// <summary>
    /// Why the model was not scored to the end: it took too much time or memory, or its worker died; null where it was.
    /// </summary>
    public static string? Of(ScoreCard card) => card.Error is { Code: ModelErrorCode.WorkerCrashed } crash
        ? crash.Message
        : card.Scores.FirstOrDefault(score => score.Status is ScoreStatus.Timeout or ScoreStatus.OutOfMemory)?.Reason;
}
