using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// Gradient signal preservation: -Σ_l Σ W_l ⊙ (H g)_l, where g is the loss gradient by all layers' weights and H the
/// Hessian over them (Wang et al. 2020, https://arxiv.org/abs/2002.07376).
/// </summary>
/// <remarks>
/// Equals <c>grasp</c> of zero-cost-nas: one batch in both derivatives, temperature 1. H is symmetric, so it is taken
/// as -gᵀ(H W), which needs no second derivative of convolutions. It is a difference of large numbers and carries
/// relative noise of 1e-4 and more in single precision.
/// </remarks>
sealed class Grasp : IProxy
{
    readonly ScalingProduct _product = new();

    public string Name => "grasp";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 3;

    public Direction Direction => Direction.Higher;

    public string Source => "Wang et al. 2020, arXiv 2002.07376; zero-cost-nas grasp";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _product)];

    public Outcome Compute(PassResults results) => -results.Of(Pass.Loss, _product);
}
