using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Networks.Operators;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// Synaptic flow: Σ_l Σ |W_l ⊙ ∂R/∂W_l| of R, the sum of logits for one sample of ones through absolute weights, in
/// double precision (Tanaka et al. 2020, https://arxiv.org/abs/2006.05467).
/// </summary>
/// <remarks>
/// Equals <c>synflow</c> of zero-cost-nas on a network whose BatchNormalization is removed (and <c>synflow_bn</c> where
/// it stays). Its NAS-Bench-201 class keeps that of the two reduction blocks all the same, which the published numbers
/// of that space have: <c>synflow_nb201</c>. <c>synflow_log</c> is what NASLib reports. In a folded file normalisation
/// is part of the convolutions and cannot be removed. Biases feed activations and are not summed.
/// </remarks>
/// <param name="name">The variant's name.</param>
/// <param name="form">What is made of the layers' sums.</param>
/// <param name="normalisation">What becomes of BatchNormalization.</param>
sealed class Synflow(string name, SynflowForm form, Normalisation normalisation = Normalisation.Off) : IProxy
{
    readonly LayerSums _layers = new(
        form == SynflowForm.ZenNas ? LayerSum.AbsoluteProductPerOutput : LayerSum.AbsoluteProduct);

    readonly Pass _pass = Pass.SynapticFlow with { Normalisation = normalisation };

    public string Name => name;

    public IReadOnlyList<string> Aliases => form == SynflowForm.Logarithm ? ["logsynflow"] : [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Tanaka et al. 2020, arXiv 2006.05467; " + form switch
    {
        SynflowForm.Logarithm => "NASLib synflow, MASE logsynflow",
        SynflowForm.ZenNas => "ZenNAS compute_syncflow_score, on the given weights",
        _ when normalisation == Normalisation.OffButReductions => "zero-cost-nas synflow of its NAS-Bench-201 class",
        _ => $"zero-cost-nas {name}",
    };

    public IReadOnlyList<PassNeed> Needs => [new(_pass, _layers)];

    public Outcome Compute(PassResults results)
    {
        if (normalisation == Normalisation.OffButReductions && !results.Graph.Nodes.Any(IsOfReduction))
            return Outcome.NotApplicable("the model has no reduction blocks named as NAS-Bench-201's");
        var layers = results.Of(_pass, _layers);
        return form switch
        {
            SynflowForm.Logarithm => Outcome.LogarithmOfSum(layers),
            SynflowForm.ZenNas => Outcome.Sum(layers, over: -1),
            _ => Outcome.Sum(layers),
        };
    }

    static bool IsOfReduction(Node node) => node.Operator is { Domain: "", Type: "BatchNormalization" }
        && NormalizationOperators.IsOfReduction(node.Inputs[1]);
}
