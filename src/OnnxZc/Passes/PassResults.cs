using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;

namespace OnnxZc.Passes;

/// <summary>
/// All that a proxy may read: the graph, its counts and layers, and the results of the passes it declared.
/// </summary>
public sealed class PassResults
{
    readonly IReadOnlyDictionary<PassNeed, object> _kept;
    readonly Func<Pass, Pass> _canonical;

    internal PassResults(
        Graph graph,
        Shapes shapes,
        ModelCounts counts,
        IReadOnlyList<Layer> layers,
        IReadOnlyDictionary<PassNeed, object> kept,
        Func<Pass, Pass> canonical)
    {
        Graph = graph;
        Shapes = shapes;
        Counts = counts;
        Layers = layers;
        _kept = kept;
        _canonical = canonical;
    }

    /// <summary>The graph with constants folded and the weights that were scored.</summary>
    public Graph Graph { get; }

    /// <summary>What is known of the graph's values at the batch's shapes.</summary>
    internal Shapes Shapes { get; }

    /// <summary>Parameters and multiply-accumulates.</summary>
    public ModelCounts Counts { get; }

    /// <summary>The layers that count, in execution order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>What was kept of a pass that the proxy declared.</summary>
    /// <exception cref="KeyNotFoundException">The proxy did not declare it.</exception>
    public T Of<T>(Pass pass, Capture<T> capture)
        where T : notnull =>
        (T)_kept[new(_canonical(pass), capture)];
}
