using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Saliencies;

/// <summary>
/// How far the samples' loss gradients agree in sign: Σ |Σ_i sign g_i| over the elements of layers' weights, each
/// sample by itself (Zhang and Jia 2022, https://arxiv.org/abs/2110.08616); or the mean over the elements.
/// </summary>
/// <remarks>
/// Equals GradSign's <c>grad_conflict</c> and MeCo's copy (the sum), and its other script and AZ-NAS (the mean).
/// Elements without gradient count 0 in both. A gradient that is rounding around 0 has a sign too: the sum moves by
/// 1e-4 of itself between processors.
/// </remarks>
/// <param name="mean">Whether it is the mean.</param>
sealed class GradSign(bool mean) : IProxy
{
    readonly SignConflicts _signs = new();
    readonly Pass _pass = Pass.Loss with { Input = PassInput.EachSample };

    public string Name => mean ? "gradsign_mean" : "gradsign";

    public IReadOnlyList<string> Aliases => mean ? [] : ["gradsign_sum"];

    public int Version => 2;

    public Direction Direction => Direction.Higher;

    public string Source => "Zhang and Jia 2022, arXiv 2110.08616; "
        + (mean ? "GradSign gradsign, AZ-NAS gradsign" : "GradSign grad_conflict, MeCo gradsign");

    public IReadOnlyList<PassNeed> Needs => [new(_pass, _signs)];

    public Outcome Compute(PassResults results)
    {
        var signs = results.Of(_pass, _signs);
        return Outcome.Sum(signs.Sums, over: mean ? signs.Elements : 1);
    }
}
