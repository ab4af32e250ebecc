using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;

namespace OnnxZc.Checks;

/// <summary>What running a model in a worker process showed.</summary>
sealed record ExecutionFacts
{
    /// <summary>Why ONNX Runtime does not load or run it; null when it does.</summary>
    public string? LoadError { get; init; }

    /// <summary>Agreement of the rebuilt network with ONNX Runtime; null where it cannot be told.</summary>
    public Parity? Parity { get; init; }

    /// <summary>Why it cannot be told; null when it can.</summary>
    public string? ParityReason { get; init; }

    /// <summary>
    /// What the model computes with, by its coarsest part: <c>float64</c>, <c>float32</c>, <c>float16</c>,
    /// <c>bfloat16</c> or <c>quantised</c>.
    /// </summary>
    public string Arithmetic { get; init; } = "float32";

    /// <summary>
    /// The output that two runs on the same input differ in most; of size 0 where all are equal bit by bit. Null where
    /// it cannot be told.
    /// </summary>
    public OutputDifference? Repeated { get; init; }

    /// <summary>
    /// The same with weights that the file only generates drawn once; null where it holds its weights.
    /// </summary>
    public OutputDifference? Settled { get; init; }

    /// <summary>
    /// The output that samples differ in most when they are run together and alone; null where it cannot be told.
    /// </summary>
    public OutputDifference? Batched { get; init; }

    /// <summary>Why that cannot be told; null when it can.</summary>
    public string? BatchedReason { get; init; }

    /// <summary>The outputs with elements that are infinite or no number.</summary>
    public IReadOnlyList<NonFiniteOutput> NonFinite { get; init; } = [];
}
