using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Networks;

namespace OnnxZc.Passes;

/// <summary>
/// All that a proxy may read: the graph, its counts and layers, and the results of the passes it declared.
/// </summary>
public sealed class PassResults
{
    readonly IReadOnlyDictionary<Pass, PassResult> _results;
    readonly Func<Pass, Pass> _canonical;

    internal PassResults(
        Graph graph,
        ModelCounts counts,
        IReadOnlyList<Layer> layers,
        IReadOnlyDictionary<Pass, PassResult> results,
        Func<Pass, Pass> canonical)
    {
        Graph = graph;
        Counts = counts;
        Layers = layers;
        _results = results;
        _canonical = canonical;
    }

    /// <summary>The graph with constants folded and the weights that were scored.</summary>
    public Graph Graph { get; }

    /// <summary>Parameters and multiply-accumulates.</summary>
    public ModelCounts Counts { get; }

    /// <summary>The layers that count, in execution order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The result of a pass that the proxy declared.</summary>
    /// <exception cref="KeyNotFoundException">The proxy did not declare it.</exception>
    public PassResult this[Pass pass] => _results[_canonical(pass)];
}
