using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using TorchSharp;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// Fisher information of channels: per layer and channel c, ½ · mean_n (Σ_positions a·∂L/∂a)², counted once for each of
/// the weights that feed the channel (Theis et al. 2018, https://arxiv.org/abs/1801.05787; Turner et al. 2020,
/// https://arxiv.org/abs/1906.04113). The output a includes the bias and precedes normalisation.
/// </summary>
/// <remarks>
/// Equals <c>fisher</c> of zero-cost-nas, also where that is peculiar: for a linear layer over tokens the second
/// dimension of the output, the tokens, takes the channels' place. A layer that runs twice counts twice (there: an
/// error).
/// </remarks>
sealed class Fisher : IProxy
{
    readonly OutputSaliencies _outputs = new();

    public string Name => "fisher";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 3;

    public Direction Direction => Direction.Higher;

    public string Source => "Turner et al. 2020, arXiv 1906.04113; zero-cost-nas fisher";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Loss, _outputs)];

    public Outcome Compute(PassResults results) =>
        Outcome.Sum(results.Of(Pass.Loss, _outputs).Select(saliency => new LayerValue(
            saliency.Layer.Output,
            0.5 * saliency.Layer.FanIn * saliency.Value.square().mean([0]).sum(torch.float64).ToDouble())));
}
