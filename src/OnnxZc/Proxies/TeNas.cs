using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// The two numbers of TE-NAS (Chen et al. 2021, https://arxiv.org/abs/2102.11535): the condition number κ of the neural
/// tangent kernel of the sum of logits over weights and normalisation scales, and the number of linear regions that the
/// samples fall into; or the second less the first.
/// </summary>
/// <remarks>
/// On the batch, κ equals <c>get_ntk_n</c> of TE-NAS by the batch's statistics (there, three draws of kaiming
/// weights). On noise they equal alethiometer's <c>ntk</c>, which is -κ, and <c>lrn</c>. Kernel and eigenvalues are
/// in double precision, where those codes' are in single; a singular kernel has no condition number, where they give
/// rounding. TE-NAS itself adds the ranks of both over a population: <c>tenas_rank</c>. Only Relu nodes over images
/// bound regions.
/// </remarks>
/// <param name="name">The variant's name.</param>
/// <param name="part">Which of them.</param>
/// <param name="onNoise">Whether it is of noise and not of the batch.</param>
/// <param name="aliases">Other names.</param>
sealed class TeNas(string name, TeNasPart part, bool onNoise, params string[] aliases) : IProxy
{
    readonly SampleGram _gram = new();
    readonly UnitPatterns _patterns = new();

    public string Name => name;

    public IReadOnlyList<string> Aliases => aliases;

    public int Version => 2;

    public Direction Direction => part == TeNasPart.Condition && !onNoise ? Direction.Lower : Direction.Higher;

    public string Source => "Chen et al. 2021, arXiv 2102.11535; "
        + (onNoise || part == TeNasPart.Both ? "alethiometer" : "TE-NAS") + (onNoise ? " on noise" : " on the batch");

    public IReadOnlyList<PassNeed> Needs => part switch
    {
        TeNasPart.Condition => [new(Gradients, _gram)],
        TeNasPart.Regions => [new(Forward, _patterns)],
        _ => [new(Gradients, _gram), new(Forward, _patterns)],
    };

    Pass Gradients => onNoise ? Pass.EachSample with { Input = PassInput.Noise("randn:0") } : Pass.EachSample;

    Pass Forward => onNoise ? Pass.Forward with { Input = PassInput.Noise("randn:1") } : Pass.Forward;

    public Outcome Compute(PassResults results)
    {
        var regions = part == TeNasPart.Condition ? 0 : results.Of(Forward, _patterns).Samples;
        if (part == TeNasPart.Regions)
            return regions;
        if (GramMatrix.Condition(GramMatrix.Of(results.Of(Gradients, _gram))) is not { } condition)
            return Outcome.NotApplicable("the kernel is singular, its condition number infinite");
        return part == TeNasPart.Condition && !onNoise ? condition : regions - condition;
    }
}
