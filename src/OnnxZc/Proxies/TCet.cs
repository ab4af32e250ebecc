using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// Trainability times expressivity per layer: Σ_l lnwot_l · snr_l, where snr_l is the sum of the layer's saliencies
/// over their standard deviation; or without expressivity Σ_l snr_l.
/// </summary>
/// <remarks>
/// Equals <c>T-CET</c> and <c>snr</c> of alethiometer (https://github.com/iViolinSolo/zero-cost-proxies, used by MASE);
/// no paper describes them. That code pairs lists in two orders, execution and definition of modules, which differ for
/// some classes; here both are in execution order. A singular kernel counts 0.
/// </remarks>
/// <param name="saliency">Which saliencies.</param>
/// <param name="scale">What becomes of a layer's ratio.</param>
/// <param name="withExpressivity">Whether each layer is weighted by its kernel's log-determinant.</param>
sealed class TCet(TCetSaliency saliency, TCetScale scale, bool withExpressivity) : IProxy
{
    readonly LayerSums _ratios = new(LayerSum.SignalToNoise);
    readonly ActivationKernels _kernels = new(UnitValues.LayerOutputs);

    public string Name => string.Join(
        '_',
        withExpressivity ? "tcet" : "snr",
        saliency == TCetSaliency.Synflow ? "syn" : "snip",
        scale switch { TCetScale.None => "none", TCetScale.Log => "log", TCetScale.Log1p => "log1p", _ => "norm" });

    public IReadOnlyList<string> Aliases => Name == "tcet_syn_none" ? ["tcet", "t_cet"] : [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => $"alethiometer {(withExpressivity ? "t_cet" : "t_cet, its trainability alone")}";

    public IReadOnlyList<PassNeed> Needs => withExpressivity
        ? [new(Gradients, _ratios), new(Pass.Inference, _kernels)]
        : [new(Gradients, _ratios)];

    Pass Gradients => saliency == TCetSaliency.Synflow ? Pass.SynapticFlow : Pass.Loss;

    public Outcome Compute(PassResults results)
    {
        var byWeight = results.Of(Gradients, _ratios).ToDictionary(layer => layer.Name, layer => layer.Value);
        var ratios = Scaled([.. results.Layers.Select(layer => byWeight.GetValueOrDefault(layer.Weight))]);
        if (!withExpressivity)
            return Sum(results, ratios);
        var kernels = results.Of(Pass.Inference, _kernels);
        if (kernels.Count != ratios.Length)
            return Outcome.NotApplicable("layers share an output, so that they have no kernel each");
        return KernelLogDeterminant.OfEach(kernels, out var none) is { } determinants
            ? Sum(results, determinants.Zip(ratios, (determinant, ratio) => determinant * ratio))
            : none;
    }

    static Outcome Sum(PassResults results, IEnumerable<double> terms) =>
        Outcome.Sum(results.Layers.Zip(terms, (layer, term) => new LayerValue(layer.Output, term)));

    double[] Scaled(double[] ratios)
    {
        if (scale == TCetScale.Norm)
        {
            var mean = ratios.Average();
            var deviation = Math.Sqrt(ratios.Average(ratio => (ratio - mean) * (ratio - mean)));
            return [.. ratios.Select(ratio => Finite(ratio / deviation))];
        }

        return [.. ratios.Select(ratio => scale switch
        {
            TCetScale.Log => Finite(Math.Log(ratio)),
            TCetScale.Log1p => Finite(Math.Log(1 + ratio)),
            _ => ratio,
        })];
    }

    static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
