using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// How differently the samples of a batch switch the rectified units: ln |det K|, where K counts the units on which two
/// samples agree (Mellor et al. 2021, https://arxiv.org/abs/2006.04647). By the batch's statistics, or for
/// <c>nwot_relu</c> by running ones.
/// </summary>
/// <remarks>
/// Equals <c>nwot</c> of NASLib, with one term per ONNX activation node: hooks on PyTorch modules count an activation
/// again for each enclosing module whose class name contains "ReLU". A singular K has no finite value. <c>nwot_relu</c>
/// equals <c>naswot_relu</c> of alethiometer (https://github.com/iViolinSolo/zero-cost-proxies, used by MASE), whose
/// single-precision determinant gives 0 for a singular K; here the determinant is in double precision with that rule.
/// </remarks>
/// <param name="running">Whether it is by running statistics, as alethiometer has it.</param>
sealed class Nwot(bool running) : IProxy
{
    readonly ActivationKernels _kernels = new(UnitValues.Rectified);
    readonly Pass _pass = running ? Pass.Inference : Pass.Forward;

    public string Name => running ? "nwot_relu" : "nwot";

    public IReadOnlyList<string> Aliases => running ? ["naswot_relu"] : ["naswot"];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source =>
        "Mellor et al. 2021, arXiv 2006.04647; " + (running ? "alethiometer naswot_relu" : "NASLib nwot");

    public IReadOnlyList<PassNeed> Needs => [new(_pass, _kernels)];

    public Outcome Compute(PassResults results) =>
        KernelLogDeterminant.Of(results.Of(_pass, _kernels), whenSingular: running ? 0 : null);
}
