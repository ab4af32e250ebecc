using OnnxZc.Networks.Weights;
using OnnxZc.Networks;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Cli.Cells;

/// <summary>How networks are written.</summary>
/// <param name="Weights">
/// How the weights in the files are drawn; null for files without, that draw them when they are read.
/// </param>
/// <param name="Seed">The seed of weights that are written.</param>
sealed record ExportForm(InitScheme? Weights, long Seed)
{
    /// <summary>The graph that is written for a network.</summary>
    public Graph Of(Graph built) =>
        Weights is { } scheme ? Initialization.Apply(ConstantFolder.Fold(built, Seed), scheme, Seed) : built;

    /// <summary>What stands in metadata and manifest.</summary>
    public string Text => Weights is { } scheme ? $"{Reports.KebabCase.Of(scheme)}, seed {Seed}" : "none";
}
