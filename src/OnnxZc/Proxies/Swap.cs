using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies;

/// <summary>
/// Sample-wise activation patterns: the number of different ways in which the units of Relu nodes over images switch
/// over the samples (Peng et al. 2024, https://arxiv.org/abs/2403.04161).
/// </summary>
/// <remarks>
/// Equals SWAP's own code without its 32 standard normal re-initialisations (<c>--init normal --repeat 32</c>) and
/// without its regularisation by size.
/// </remarks>
sealed class Swap : IProxy
{
    readonly UnitPatterns _patterns = new();

    public string Name => "swap";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 1;

    public Direction Direction => Direction.Higher;

    public string Source => "Peng et al. 2024, arXiv 2403.04161; SWAP, on the given weights";

    public IReadOnlyList<PassNeed> Needs => [new(Pass.Forward, _patterns)];

    public Outcome Compute(PassResults results) => results.Of(Pass.Forward, _patterns).Units;
}
