using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using TorchSharp;

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
        var made = new Network(GraphFor(pass), scored.Device, Converted(pass));
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
        ElementType? type = pass.Precision switch
        {
            Precision.Float64 => ElementType.Float64,
            Precision.Float32 => ElementType.Float32,
            _ => null,
        };
        var graph = pass.Weights switch
        {
            PassWeights.Absolute => AbsoluteWeights.Apply(scored.Graph, type),
            PassWeights.Gaussian => GaussianWeights.Apply(scored.Graph, seed),
            _ => scored.Graph,
        };
        return type is { } target ? FloatTypes.To(graph, target) : graph;
    }

    /// <summary>
    /// Absolute weights made of the scored network's own, one by one: large ones never exist in managed memory. The
    /// elements are those of the graph.
    /// </summary>
    Func<string, torch.Tensor?>? Converted(Pass pass)
    {
        if (pass is not { Weights: PassWeights.Absolute, Precision: { } precision })
            return null;
        var type = precision == Precision.Float64 ? torch.float64 : torch.float32;
        var names = AbsoluteWeights.NamesIn(scored.Graph).ToHashSet(StringComparer.Ordinal);
        return name => names.Contains(name) ? Absolute(scored.State(name), type) : null;
    }

    static torch.Tensor Absolute(torch.Tensor weight, torch.ScalarType type)
    {
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var absolute = weight.dtype == type ? weight.abs() : weight.to_type(type).abs_();
        return absolute.MoveToOuterDisposeScope();
    }
}
