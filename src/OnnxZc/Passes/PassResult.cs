namespace OnnxZc.Passes;

/// <summary>What one executed pass left; tensors live until all proxies have read them.</summary>
public sealed record PassResult
{
    /// <summary>The objective's value; null for a forward pass.</summary>
    public double? Loss { get; init; }

    /// <summary>Per weight that the objective depends on, in execution order; empty unless captured.</summary>
    public IReadOnlyList<WeightGradient> WeightGradients { get; init; } = [];

    /// <summary>Per layer that the objective depends on, in execution order; empty unless captured.</summary>
    public IReadOnlyList<OutputSaliency> OutputSaliencies { get; init; } = [];

    /// <summary>The agreement of rectified units; null unless captured.</summary>
    public ActivationKernel? ActivationKernel { get; init; }
}
