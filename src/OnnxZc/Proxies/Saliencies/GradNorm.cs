using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>The sum over layers of the Euclidean norm of the loss gradient: Σ_l ‖∂L/∂W_l‖₂.</summary>
/// <remarks>
/// Equals <c>grad_norm</c> of zero-cost-nas (Abdelfattah et al. 2021, https://arxiv.org/abs/2101.08134).
/// </remarks>
sealed class GradNorm : IProxy
{
    readonly LayerSums _layers = new(LayerSum.GradientNorm);

    public string Name => "grad_norm";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 3;

    public Direction Direction => Direction.Higher;

    public string Source => "Abdelfattah et al. 2021, arXiv 2101.08134; zero-cost-nas grad_norm";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _layers)];

    public Outcome Compute(PassResults results) => Outcome.Sum(results.Of(Pass.Loss, _layers));
}
