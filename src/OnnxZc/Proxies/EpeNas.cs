using OnnxZc.Passes;
using OnnxZc.Passes.Captures;
using static TorchSharp.torch;

namespace OnnxZc.Proxies;

/// <summary>
/// How the input gradients of a class's samples correlate: per class s_c = Σ ln(|C_c| + 1e-5) over the correlations of
/// its samples' gradients, then Σ |s_c|, or for more than 100 classes the mean difference between any two (Lopes et al.
/// 2021, https://arxiv.org/abs/2102.08099).
/// </summary>
/// <remarks>Equals <c>epe_nas</c> of NASLib, for which the classes are the model's, not those in the batch.</remarks>
sealed class EpeNas : IProxy
{
    const int ManyClasses = 100;
    const double Shift = 1e-5;

    readonly InputGradients _gradients = new();
    readonly SampleLabels _labels = new();

    public string Name => "epe_nas";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Lopes et al. 2021, arXiv 2102.08099; NASLib epe_nas";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.OutputSum, _gradients), new(Pass.OutputSum, _labels)];

    public Outcome Compute(PassResults results)
    {
        var rows = results.Of(Pass.OutputSum, _gradients);
        var classes = results.Of(Pass.OutputSum, _labels);
        var isMany = classes.Count > ManyClasses;
        var sums = new List<double>();
        foreach (var samples in Enumerable.Range(0, classes.Labels.Count).GroupBy(i => classes.Labels[i]))
        {
            long[] indices = [.. samples.Select(i => (long)i)];
            if (RowCorrelation.Of(rows.index_select(0, tensor(indices).to(rows.device))) is not { } correlation)
                return Outcome.NotApplicable("the logits of a sample do not depend on its input");
            var sum = correlation.Enumerate().Sum(value => Math.Log(Math.Abs(value) + Shift));
            if (!isMany)
                sums.Add(Math.Abs(sum));
            else if (indices.Length > 1)
                sums.Add(sum / indices.Length);
        }

        return isMany
            ? sums.Sum(a => sums.Sum(b => Math.Abs(a - b))) / Math.Max(1, sums.Count)
            : sums.Sum();
    }
}
