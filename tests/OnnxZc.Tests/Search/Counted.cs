using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Search;

/// <summary>Sizes of graphs that were built.</summary>
static class Counted
{
    public static ModelCounts Of(Graph graph) => Both(graph).Counts;

    /// <summary>The counts, and the operations as tensorwatch counts them.</summary>
    public static (ModelCounts Counts, double Tensorwatch) Both(Graph graph)
    {
        var folded = ConstantFolder.Fold(graph);
        var shapes = ShapeInference.Infer(
            folded,
            folded.Inputs.ToDictionary(
                input => input.Name,
                input => input.Shape.Select(dimension => dimension.Size ?? 1).ToImmutableArray()));
        var linear = folded.Nodes.Where(node => node.Operator.Type is "Gemm" or "MatMul").ToHashSet();
        var (parts, samples) = TensorwatchCounter.Count(folded, shapes, linear)!.Value;
        return (MacCounter.Count(folded, shapes), parts.Sum(part => part.Value) / samples);
    }
}
