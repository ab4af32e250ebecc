using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Passes;

namespace OnnxZc;

/// <summary>Why scores are missing, as data.</summary>
/// <param name="Status">What became of them.</param>
/// <param name="Reason">Why, and the way out.</param>
/// <param name="Error">What the card says; null where only the scores say it.</param>
sealed record Failure(ScoreStatus Status, string Reason, ModelError? Error)
{
    /// <summary>The failure behind an exception that models may cause; null for any other, which is a defect.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        ModelException { Code: ModelErrorCode.EngineFailure } error when EngineMemoryException.IsSignedBy(error) =>
            OutOfMemory,
        ModelException error => OfModel(error),
        OverflowException => OfModel(new ModelException(ModelErrorCode.TooLarge, "its sizes exceed 64 bits")),
        OutOfMemoryException => new(
            ScoreStatus.OutOfMemory, "the memory allowed ran out: use a smaller --batch-size, or give more", null),
        PassNotApplicableException error => new(ScoreStatus.NotApplicable, error.Message, null),
        EngineMemoryException error => new(ScoreStatus.OutOfMemory, error.Message, null),
        ExternalException error when EngineMemoryException.IsSignedBy(error) => OutOfMemory,
        ExternalException or DllNotFoundException => OfEngine(exception),
        TypeInitializationException { InnerException: DllNotFoundException missing } => OfEngine(missing),
        _ => null,
    };

    static Failure OfModel(ModelException error) =>
        new(ScoreStatus.Failed, error.Message, new(error.Code, error.Message, error.Node, error.Operator));

    static Failure OutOfMemory { get; } =
        new(ScoreStatus.OutOfMemory, "libtorch could not allocate memory: use a smaller --batch-size", null);

    static Failure OfEngine(Exception exception)
    {
        var reason = exception.Message.Split('\n')[0];
        return new(ScoreStatus.Failed, reason, new(ModelErrorCode.EngineFailure, reason));
    }

    /// <summary>The failure of one proxy, whatever it threw: it may not cost the others.</summary>
    public static Failure OfProxy(Exception exception) => Of(exception) ?? new(
        EngineMemoryException.IsSignedBy(exception) ? ScoreStatus.OutOfMemory : ScoreStatus.Failed,
        $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}",
        null);
}
