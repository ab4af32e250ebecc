using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// The condition number of the neural tangent kernel of each sample's own logit, λ_max / λ_min, over layers' weights
/// and biases (Shu et al. 2022, https://arxiv.org/abs/2201.09785).
/// </summary>
/// <remarks>
/// Equals <c>condnum</c> of HNAS, as <c>ntk_trace</c> does, but for the precision: that code's eigenvalues are single,
/// and what it gives for a singular kernel is rounding.
/// </remarks>
sealed class CondNum : IProxy
{
    readonly SampleGram _gram = new();

    public string Name => "condnum";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Lower;

    public string Source => "Shu et al. 2022, arXiv 2201.09785; HNAS condnum";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.TrueClass, _gram)];

    public Outcome Compute(PassResults results) =>
        GramMatrix.Condition(GramMatrix.Of(results.Of(Pass.TrueClass, _gram))) is { } condition
            ? condition
            : Outcome.NotApplicable("the kernel is singular, its condition number infinite");
}
