using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Passes;

/// <summary>Errors of libtorch in the terms of models.</summary>
static class EngineError
{
    /// <summary>Whether a model, and no defect, may have caused it.</summary>
    public static bool IsKnown(Exception error) =>
        error is ModelException or PassNotApplicableException or EngineMemoryException or ExternalException
        || EngineMemoryException.IsSignedBy(error);

    /// <summary>What to report for a known error of pass <paramref name="pass"/>.</summary>
    public static Exception Of(Exception error, Pass pass) => error switch
    {
        EngineMemoryException => error,
        _ when EngineMemoryException.IsSignedBy(error) => new EngineMemoryException(
            $"libtorch could not allocate memory for '{pass}': use a smaller --batch-size", error),
        ExternalException => new ModelException(
            ModelErrorCode.EngineFailure, $"libtorch: {error.Message.Split('\n')[0]}", error),
        _ => error,
    };
}
