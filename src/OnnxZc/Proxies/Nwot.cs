using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// How differently the samples of a batch switch the rectified units: ln |det K|, where K counts the units on which
/// two samples agree (Mellor et al. 2021, https://arxiv.org/abs/2006.04647). By the batch's statistics.
/// </summary>
/// <remarks>
/// Equals <c>nwot</c> of NASLib, with one term per ONNX activation node: hooks on PyTorch modules count an activation
/// again for each enclosing module whose class name contains "ReLU". A singular K has no finite value.
/// </remarks>
sealed class Nwot : IProxy
{
    readonly ActivationKernels _kernels = new(UnitValues.Rectified);

    public string Name => "nwot";

    public IReadOnlyList<string> Aliases => ["naswot"];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Mellor et al. 2021, arXiv 2006.04647; NASLib nwot";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Forward, _kernels)];

    public Outcome Compute(PassResults results) =>
        KernelLogDeterminant.Of(results.Of(Pass.Forward, _kernels), whenSingular: null);
}
