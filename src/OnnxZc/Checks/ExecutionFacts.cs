using OnnxZc.Passes;

namespace OnnxZc.Checks;

/// <summary>What running a model in a worker process showed.</summary>
sealed record ExecutionFacts
{
    /// <summary>Why ONNX Runtime does not load or run it; null when it does.</summary>
    public string? LoadError { get; init; }

    /// <summary>Agreement of the rebuilt network with ONNX Runtime; null where it cannot be told.</summary>
    public Parity? Parity { get; init; }
}
