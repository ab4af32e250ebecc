using OnnxZc.Networks;
using OnnxZc.Proxies.Counts;
using OnnxZc.Proxies.Saliencies;

namespace OnnxZc.Proxies;

/// <summary>Every proxy, one line each, in the order in which they are shown.</summary>
public static class ProxyCatalog
{
    /// <summary>Every proxy.</summary>
    public static IReadOnlyList<IProxy> All { get; } =
    [
        new Params(),
        new ParamsWeights(),
        new Flops(),
        new FlopsTensorwatch(),
        new L2Norm(),
        new GradNorm(),
        new GradNormZenNas(),
        new Snip(),
        new Plain(),
        new Fisher(),
        new Grasp(),
        new Synflow("synflow", SynflowForm.Sum),
        new Synflow("synflow_log", SynflowForm.Logarithm),
        new Synflow("synflow_bn", SynflowForm.Sum, Normalisation.Batch),
        new Synflow("synflow_nb201", SynflowForm.Sum, Normalisation.OffButReductions),
        new Synflow("synflow_zennas", SynflowForm.ZenNas, Normalisation.Batch),
        new JacobCov(),
        new EpeNas(),
        new Nwot(running: false),
        new Nwot(running: true),
        new NwotConv(perLayer: false),
        new NwotConv(perLayer: true),
        new NaswotHnas(),
        new NtkTrace(condition: false),
        new NtkTrace(condition: true),
        new TeNas("ntk_cond", TeNasPart.Condition, onNoise: false),
        new TeNas("linear_regions", TeNasPart.Regions, onNoise: false, "lrn_batch"),
        new TeNas("tenas", TeNasPart.Both, onNoise: false),
        new TeNas("ntk_ale", TeNasPart.Condition, onNoise: true),
        new TeNas("lrn_ale", TeNasPart.Regions, onNoise: true),
        new TeNas("tenas_ale", TeNasPart.Both, onNoise: true),
        new Zico(2),
        new Zico(4),
        new Zen(fromFile: false),
        new Zen(fromFile: true),
        .. Enum.GetValues<TCetSaliency>().SelectMany(saliency => Enum.GetValues<TCetScale>().SelectMany(scale =>
            (IProxy[])[new TCet(saliency, scale, withExpressivity: true), new TCet(saliency, scale, false)])),
        new AzNas(AzNasPart.Expressivity),
        new AzNas(AzNasPart.Progressivity),
        new AzNas(AzNasPart.Trainability),
        new MeCo(onBatch: false),
        new MeCo(onBatch: true),
        new Swap(),
        new GradSign(mean: false),
        new GradSign(mean: true),
    ];

    /// <summary>
    /// What is computed where nothing is asked for: sizes, the proxies of Zero-Cost-NAS (Abdelfattah et al. 2021,
    /// https://arxiv.org/abs/2101.08134) and nwot.
    /// </summary>
    public static IReadOnlyList<IProxy> Default { get; } =
    [
        .. new[]
        {
            "params", "flops", "l2_norm", "grad_norm", "snip", "plain", "fisher", "grasp", "synflow", "jacob_cov",
            "nwot",
        }.Select(name => Find(name)!),
    ];

    /// <summary>The proxy of this name or alias, or null.</summary>
    public static IProxy? Find(string name) =>
        All.FirstOrDefault(proxy => proxy.Name == name || proxy.Aliases.Contains(name));

    /// <summary>The proxy's own name for a name or alias; a name that is none stays as it is.</summary>
    internal static string NameOf(string name) => Find(name)?.Name ?? name;
}
