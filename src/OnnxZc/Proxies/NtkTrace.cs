using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// The neural tangent kernel Θ of each sample's own logit over layers' weights and biases: its size √(tr Θ / N), or for
/// <c>condnum</c> its condition number λ_max / λ_min (Shu et al. 2022, https://arxiv.org/abs/2201.09785; NASI,
/// https://arxiv.org/abs/2109.00817).
/// </summary>
/// <remarks>
/// Equals <c>ntk_trace</c> and <c>condnum</c> of HNAS: the gradients of samples are the shares that they have in one
/// backward pass, which are no true gradients of samples where batch statistics couple them. That code fails on linear
/// layers over tokens, which count here with the sum over tokens; a weight that several nodes use counts for each
/// (there: an error). Its eigenvalues are single, and what it gives for a singular kernel is rounding.
/// </remarks>
/// <param name="condition">Whether it is the condition number.</param>
sealed class NtkTrace(bool condition) : IProxy
{
    readonly SampleGram _gram = new();

    public string Name => condition ? "condnum" : "ntk_trace";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => condition ? Direction.Lower : Direction.Higher;

    public string Source => $"Shu et al. 2022, arXiv 2201.09785; HNAS {Name}";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.TrueClass, _gram)];

    public Outcome Compute(PassResults results)
    {
        var gram = GramMatrix.Of(results.Of(Pass.TrueClass, _gram));
        if (!condition)
            return Math.Sqrt(gram.Trace() / gram.RowCount);
        return GramMatrix.Condition(gram) is { } number
            ? number
            : Outcome.NotApplicable("the kernel is singular, its condition number infinite");
    }
}
