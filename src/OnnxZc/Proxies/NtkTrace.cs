using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// The size of the neural tangent kernel Θ of each sample's own logit: √(tr Θ / N) over layers' weights and biases (Shu
/// et al. 2022, https://arxiv.org/abs/2201.09785; NASI, https://arxiv.org/abs/2109.00817).
/// </summary>
/// <remarks>
/// Equals <c>ntk_trace</c> of HNAS: the gradients of samples are the shares that they have in one backward pass, which
/// are no true gradients of samples where batch statistics couple them. That code fails on linear layers over tokens,
/// which count here with the sum over tokens; a weight that several nodes use counts for each (there: an error).
/// </remarks>
sealed class NtkTrace : IProxy
{
    readonly SampleGram _gram = new();

    public string Name => "ntk_trace";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Shu et al. 2022, arXiv 2201.09785; HNAS ntk_trace";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.TrueClass, _gram)];

    public Outcome Compute(PassResults results)
    {
        var gram = GramMatrix.Of(results.Of(Pass.TrueClass, _gram));
        return Math.Sqrt(gram.Trace() / gram.RowCount);
    }
}
