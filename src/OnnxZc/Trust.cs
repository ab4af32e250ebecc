using OnnxZc.Graphs;
using OnnxZc.Passes;

namespace OnnxZc;

/// <summary>What a score's reader needs to know before believing it.</summary>
public sealed record Trust
{
    /// <summary>Agreement with ONNX Runtime; null where the network was not rebuilt (static proxies alone).</summary>
    public Parity? Parity { get; init; }

    /// <summary>The share, 0 to 1, of the nodes with multiply-accumulates whose cost is known.</summary>
    public required double Coverage { get; init; }

    /// <summary>Operators that could not be counted, such as <c>If-13</c>, in ordinal order.</summary>
    public required IReadOnlyList<string> Uncounted { get; init; }

    /// <summary>Where BatchNormalization went.</summary>
    public required BatchNormForm BatchNorm { get; init; }

    /// <summary>What happened to the batch dimension.</summary>
    public required BatchForm Batch { get; init; }

    /// <summary>Why the batch is fixed; null when it is not.</summary>
    public string? BatchReason { get; init; }

    /// <summary>
    /// In how many parts the batch ran for want of memory where that gives the same scores but for rounding; null where
    /// it ran at once.
    /// </summary>
    public int? Parts { get; init; }
}
