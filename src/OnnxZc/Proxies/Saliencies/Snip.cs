using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// Connection sensitivity: Σ_l Σ |W_l ⊙ ∂L/∂W_l| (Lee et al. 2019, https://arxiv.org/abs/1810.02340).
/// </summary>
/// <remarks>
/// Equals <c>snip</c> of zero-cost-nas, which differentiates by a mask of ones on the weights: the same product up to
/// one rounding.
/// </remarks>
sealed class Snip : IProxy
{
    readonly LayerSums _layers = new(LayerSum.AbsoluteProduct);

    public string Name => "snip";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 3;

    public Direction Direction => Direction.Higher;

    public string Source => "Lee et al. 2019, arXiv 1810.02340; zero-cost-nas snip";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _layers)];

    public Outcome Compute(PassResults results) => Outcome.Sum(results.Of(Pass.Loss, _layers));
}
