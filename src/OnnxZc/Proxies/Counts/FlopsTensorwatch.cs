using OnnxZc.Graphs.Counting;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Passes.Captures;

namespace OnnxZc.Proxies.Counts;

/// <summary>
/// Operations of one sample by the convention that NASLib reports: multiply-accumulates of 2-D convolutions and linear
/// layers, and what normalisation, rectifiers and pooling do (White et al. 2021, NASLib <c>flops</c>, there in
/// millions).
/// </summary>
/// <remarks>
/// Equals <c>compute_flops</c> of tensorwatch (https://github.com/microsoft/tensorwatch) summed over modules, its
/// window of global pooling, one too wide, included.
/// </remarks>
sealed class FlopsTensorwatch : IProxy
{
    public string Name => "flops_tensorwatch";

    public IReadOnlyList<string> Aliases => [];

    public int Version => 2;

    public Direction Direction => Direction.None;

    public string Source => "operations per sample; tensorwatch compute_flops, NASLib flops × 1e6";

    public IReadOnlyList<PassNeed> Needs => [];

    public Outcome Compute(PassResults results)
    {
        var linear = results.Layers.Where(layer => layer.Kind == LayerKind.Linear).Select(layer => layer.Node)
            .ToHashSet();
        return TensorwatchCounter.Count(results.Graph, results.Shapes, linear) is { } count
            ? Outcome.Sum(count.Parts.Select(part => new LayerValue(part.Key, part.Value)), over: count.Samples)
            : Outcome.NotApplicable("a linear layer runs over tokens, which this convention refuses");
    }
}
