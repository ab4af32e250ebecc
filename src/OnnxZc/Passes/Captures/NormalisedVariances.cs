using OnnxZc.Graphs;

namespace OnnxZc.Passes.Captures;

/// <summary>What a BatchNormalization normalised.</summary>
/// <param name="Node">The node.</param>
/// <param name="Runs">Per run the unbiased variance of its input, per channel.</param>
public sealed record NormalisedVariances(Node Node, List<double[]> Runs);
