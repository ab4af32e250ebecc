using OnnxZc.Graphs;

namespace OnnxZc;

/// <summary>Where the model's BatchNormalization nodes went.</summary>
public enum BatchNormForm
{
    /// <summary>The graph has BatchNormalization nodes, one for nearly every convolution that could have one.</summary>
    Kept,

    /// <summary>The exporter merged BatchNormalization into convolutions: gradient proxies differ from the kept form.</summary>
    Folded,

    /// <summary>There is no sign that the network ever had any.</summary>
    None,
}

/// <summary>The rebuilt network against ONNX Runtime on the same input, in inference form.</summary>
/// <param name="MaxAbs">The largest absolute difference over all outputs.</param>
/// <param name="MaxRel">The largest absolute difference of an output over that output's largest magnitude.</param>
public sealed record Parity(double MaxAbs, double MaxRel);

/// <summary>What a score's reader needs to know before believing it.</summary>
public sealed record Trust
{
    /// <summary>Agreement with ONNX Runtime; null where the network was not rebuilt (static proxies alone).</summary>
    public Parity? Parity { get; init; }

    /// <summary>The share, 0 to 1, of the nodes' multiply-accumulates that lie in counted operators.</summary>
    public required double Coverage { get; init; }

    /// <summary>Operators that could not be counted, such as <c>If-13</c>, in ordinal order.</summary>
    public required IReadOnlyList<string> Uncounted { get; init; }

    /// <summary>Where BatchNormalization went.</summary>
    public required BatchNormForm BatchNorm { get; init; }

    /// <summary>What happened to the batch dimension.</summary>
    public required BatchForm Batch { get; init; }
}
