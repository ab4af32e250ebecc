using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// How steady the loss gradient is between minibatches: Σ_l ln Σ mean |g| / deviation of g, over the elements of a
/// layer's weight and the parts of the batch (Li et al. 2023, https://arxiv.org/abs/2301.11300).
/// </summary>
/// <remarks>
/// Equals ZiCo's own code with the parts of one batch as its minibatches. That code fails on layers without gradient,
/// which are left out here as in AZ-NAS. With two parts the sum hangs on the few elements whose two gradients nearly
/// agree: in single precision it moves by 1e-2 of itself between processors, <c>zico4</c> by 1e-5.
/// </remarks>
/// <param name="parts">Into how many parts the batch is cut.</param>
sealed class Zico(int parts) : IProxy
{
    readonly GradientSpread _layers = new(parts);

    public string Name => parts == 2 ? "zico" : $"zico{parts}";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => $"Li et al. 2023, arXiv 2301.11300; ZiCo compute_zico, {parts} parts of the batch";

    public IReadOnlyList<PassNeed> Needs => [new(Parts, _layers)];

    Pass Parts => Pass.Loss with { Input = PassInput.PartsOf(parts) };

    public Outcome Compute(PassResults results) => Outcome.Sum(results.Of(Parts, _layers)
        .Where(layer => layer.Value != 0)
        .Select(layer => layer with { Value = Math.Log(layer.Value) }));
}
