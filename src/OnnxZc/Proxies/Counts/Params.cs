using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Counts;

/// <summary>
/// The number of trainable parameters that the graph uses: every floating-point tensor but running statistics and
/// scalar constants.
/// </summary>
/// <remarks>
/// Equals <c>count_parameters</c> of zero-cost-nas (https://github.com/SamsungLabs/zero-cost-nas) on networks without
/// unused modules; that code counts a super-network's unused ones as well. A folded file has fewer than the unfolded
/// one.
/// </remarks>
sealed class Params : IProxy
{
    public string Name => "params";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.None;

    public string Source => "trainable parameters in use; zero-cost-nas count_parameters";

    public IReadOnlyList<PassNeed> Needs => [];

    public Outcome Compute(PassResults results) =>
        Outcome.Sum(results.Counts.ParameterParts.Select(part => new LayerValue(part.Key, part.Value)));
}
