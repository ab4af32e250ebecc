using MathNet.Numerics.LinearAlgebra;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// <c>nwot</c> of real values: ln |det Σ z zᵀ| over the inputs z of rectifiers, by the batch's statistics.
/// </summary>
/// <remarks>
/// Equals <c>naswot</c> of HNAS (Shu et al. 2022, https://arxiv.org/abs/2201.09785), which does not binarise the
/// inputs, with one term per ONNX activation node.
/// </remarks>
sealed class NaswotHnas : IProxy
{
    readonly RectifierKernel _kernel = new();

    public string Name => "naswot_hnas";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Shu et al. 2022, arXiv 2201.09785; HNAS naswot";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Forward, _kernel)];

    public Outcome Compute(PassResults results)
    {
        using var kernel = results.Of(Pass.Forward, _kernel).contiguous();
        var n = (int)kernel.shape[0];
        return KernelLogDeterminant.Of(Matrix<double>.Build.Dense(n, n, kernel.data<double>().ToArray()), null);
    }
}
