using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.MakeModels;

/// <summary>A recipe, its graph and its file.</summary>
sealed class MadeModel(ModelRecipe recipe)
{
    public ModelRecipe Recipe => recipe;

    public Graph Graph { get; } = recipe.Build();

    public byte[] Bytes => field ??= OnnxWriter.Write(Graph);

    /// <summary>Parameters and multiply-accumulates for one image.</summary>
    public ModelCounts Counts => field ??= Count(Graph);

    public static ModelCounts Count(Graph graph)
    {
        var folded = ConstantFolder.Fold(graph);
        var input = graph.Inputs.Single();
        var shapes = ShapeInference.Infer(
            folded,
            new Dictionary<string, ImmutableArray<long>>
            {
                [input.Name] = [.. input.Shape.Select(dimension => dimension.Size ?? 1)],
            });
        return MacCounter.Count(folded, shapes);
    }
}
