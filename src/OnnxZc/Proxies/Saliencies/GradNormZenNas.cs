using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// The Euclidean norm of the loss gradient by all parameters together, biases and normalisation included.
/// </summary>
/// <remarks>
/// Equals <c>compute_gradnorm_score</c> of ZenNAS (Lin et al. 2021, https://arxiv.org/abs/2102.01063) on the given
/// weights and batch; that code draws standard normal weights and images first (<c>--init normal --data noise</c>).
/// </remarks>
sealed class GradNormZenNas : IProxy
{
    readonly ParameterNorm _norm = new();

    public string Name => "grad_norm_zennas";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Lin et al. 2021, arXiv 2102.01063; ZenNAS compute_gradnorm_score, on the given weights";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _norm)];

    public Outcome Compute(PassResults results) => results.Of(Pass.Loss, _norm);
}
