using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// The parts of AZ-NAS (Lee and Ham 2024, https://arxiv.org/abs/2403.19232) over the network's stages: expressivity,
/// the sum of the entropies of their features; progressivity, the smallest rise of entropy; trainability, the mean of 2
/// - σ - 1 / (σ + 1e-6), where σ is how much a stage amplifies gradients.
/// </summary>
/// <remarks>
/// Equals <c>compute_az_nas_score</c> of AZ-NAS for NAS-Bench-201 on the given weights and batch, when the stages are
/// its own (<c>--features</c>). That code's single-precision eigenvalues may be negative and its logarithm NaN; here
/// they are in double precision. The fourth part, complexity, is <c>flops</c>; <c>az_nas</c> adds the logarithms of
/// ranks of all four.
/// </remarks>
/// <param name="part">Which of them.</param>
sealed class AzNas(AzNasPart part) : IProxy
{
    readonly FeatureEntropies _entropies = new();
    readonly FeatureGains _gains = new();

    public string Name => part switch
    {
        AzNasPart.Expressivity => "az_expressivity",
        AzNasPart.Progressivity => "az_progressivity",
        _ => "az_trainability",
    };

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Lee and Ham 2024, arXiv 2403.19232; AZ-NAS NB201 compute_az_nas_score";

    public IReadOnlyList<PassNeed> Needs =>
        [part == AzNasPart.Trainability ? new(Pass.Forward, _gains) : new(Pass.Forward, _entropies)];

    public Outcome Compute(PassResults results)
    {
        if (part == AzNasPart.Trainability)
        {
            var gains = results.Of(Pass.Forward, _gains);
            return gains.Any(gain => double.IsInfinity(gain.Value))
                ? Outcome.NotApplicable("a stage passes gradients on unchanged, which has trainability -∞")
                : Outcome.Sum(gains.Select(gain => gain with { Value = Evenness(gain.Value) }), over: gains.Count);
        }

        var entropies = results.Of(Pass.Forward, _entropies);
        return part == AzNasPart.Expressivity
            ? Outcome.Sum(entropies)
            : entropies.Zip(entropies.Skip(1), (before, after) => after.Value - before.Value).Min();
    }

    static double Evenness(double gain) => 2 - gain - (1 / (gain + 1e-6));
}
