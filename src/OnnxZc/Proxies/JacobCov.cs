using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// How differently the samples' logits react to their inputs: -Σ [ln(λ + k) + 1 / (λ + k)], k = 1e-5, over the
/// eigenvalues λ of the correlations between the samples' input gradients of the sum of logits (Mellor et al. 2020,
/// first version of https://arxiv.org/abs/2006.04647).
/// </summary>
/// <remarks>
/// Equals <c>jacob_cov</c> of zero-cost-nas and <c>jacov</c> of NASLib, whose general eigensolver may return complex
/// numbers for a near-singular matrix; here a symmetric solver never does.
/// </remarks>
sealed class JacobCov : IProxy
{
    const double Shift = 1e-5;

    readonly InputGradients _gradients = new();

    public string Name => "jacob_cov";

    public IReadOnlyList<string> Aliases => ["jacov"];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Mellor et al. 2020, arXiv 2006.04647v1; zero-cost-nas jacob_cov, NASLib jacov";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.OutputSum, _gradients)];

    public Outcome Compute(PassResults results)
    {
        if (RowCorrelation.Of(results.Of(Pass.OutputSum, _gradients)) is not { } correlation)
            return Outcome.NotApplicable("the logits of a sample do not depend on its input");
        return -SymmetricEigenvalues.Of(correlation).Sum(value => Math.Log(value + Shift) + (1 / (value + Shift)));
    }
}
