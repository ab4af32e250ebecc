using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;

namespace OnnxZc.Passes.Autograd;

/// <summary>
/// The scored network and, one at a time, copies of it with other weights or in another precision: whoever needs the
/// next copy gives up the last one.
/// </summary>
/// <param name="scored">The network that is scored; the pool does not own it.</param>
/// <param name="seed">The seed of drawn weights.</param>
sealed class NetworkPool(Network scored, long seed) : IDisposable
{
    (PassWeights Weights, Precision? Precision, Network Network)? _copy;

    /// <summary>The network that <paramref name="pass"/> runs on.</summary>
    public Network For(Pass pass)
    {
        if (pass is { Weights: PassWeights.Given, Precision: null })
            return scored;
        if (_copy is { } copy && (copy.Weights, copy.Precision) == (pass.Weights, pass.Precision))
            return copy.Network;
        Dispose();
        var made = new Network(GraphFor(pass), scored.Device);
        _copy = (pass.Weights, pass.Precision, made);
        return made;
    }

    public void Dispose()
    {
        _copy?.Network.Dispose();
        _copy = null;
    }

    Graph GraphFor(Pass pass)
    {
        var graph = pass.Weights switch
        {
            PassWeights.Absolute => AbsoluteWeights.Apply(scored.Graph),
            PassWeights.Gaussian => GaussianWeights.Apply(scored.Graph, seed),
            _ => scored.Graph,
        };
        return pass.Precision switch
        {
            Precision.Float64 => FloatTypes.To(graph, ElementType.Float64),
            Precision.Float32 => FloatTypes.To(graph, ElementType.Float32),
            _ => graph,
        };
    }
}
