using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// <c>nwot</c> by running statistics: ln |det K| of the activation kernel (Mellor et al. 2021,
/// https://arxiv.org/abs/2006.04647).
/// </summary>
/// <remarks>
/// Equals <c>naswot_relu</c> of alethiometer (https://github.com/iViolinSolo/zero-cost-proxies, used by MASE), whose
/// single-precision determinant gives 0 for a singular K; here the determinant is in double precision with that rule.
/// </remarks>
sealed class NwotRelu : IProxy
{
    readonly ActivationKernels _kernels = new(UnitValues.Rectified);

    public string Name => "nwot_relu";

    public IReadOnlyList<string> Aliases => ["naswot_relu"];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Mellor et al. 2021, arXiv 2006.04647; alethiometer naswot_relu";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Inference, _kernels)];

    public Outcome Compute(PassResults results) =>
        KernelLogDeterminant.Of(results.Of(Pass.Inference, _kernels), whenSingular: 0);
}
