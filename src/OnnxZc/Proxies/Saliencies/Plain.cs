using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>The signed sum of weight times loss gradient: Σ_l Σ W_l ⊙ ∂L/∂W_l.</summary>
/// <remarks>
/// Equals <c>plain</c> of zero-cost-nas (Abdelfattah et al. 2021, https://arxiv.org/abs/2101.08134). The terms of a
/// layer that batch statistics normalise cancel to rounding noise, so compare it with an absolute tolerance.
/// </remarks>
sealed class Plain : IProxy
{
    readonly LayerSums _layers = new(LayerSum.Product);

    public string Name => "plain";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 3;

    public Direction Direction => Direction.Higher;

    public string Source => "Abdelfattah et al. 2021, arXiv 2101.08134; zero-cost-nas plain";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _layers)];

    public Outcome Compute(PassResults results) => Outcome.Sum(results.Of(Pass.Loss, _layers));
}
