using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// The initialisation of Zen-NAS (Lin et al. 2021, https://arxiv.org/abs/2102.01063): layers' weights standard normal
/// from streams <c>zen:NAME</c>, whose element i is element i of the weight as [out, in, ...]; their biases 0; scales
/// of batch and group normalisation 1, their biases 0. The rest stays.
/// </summary>
static class GaussianWeights
{
    /// <param name="graph">A folded graph.</param>
    /// <param name="seed">The seed of the streams.</param>
    public static Graph Apply(Graph graph, long seed)
    {
        var drawn = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        foreach (var layer in LayerList.Of(graph))
        {
            drawn[layer.Weight] = Draw(
                graph.Initializers[layer.Weight], layer.IsInputFirst, new($"zen:{layer.Weight}", seed));
            Fill(layer.Bias, 0);
        }

        foreach (var node in graph.Nodes.Where(node =>
            node.Operator is { Domain: "", Type: "BatchNormalization" or "GroupNormalization" }))
        {
            Fill(node.Input(1), 1);
            Fill(node.Input(2), 0);
        }

        return graph.With(initializers: drawn);

        void Fill(string? name, double value)
        {
            if (name is not null && drawn.GetValueOrDefault(name) is { } old)
                drawn[name] = LazyElements.Tensor(old.Type, old.Shape, _ => value);
        }
    }

    static TensorData Draw(TensorData old, bool isInputFirst, RandomStream stream)
    {
        if (!isInputFirst)
            return LazyElements.Normal(old.Type, old.Shape, stream, deviation: 1);
        var (inputs, outputs) = (old.Shape[0], old.Shape[1]);
        return LazyElements.Tensor(
            old.Type, old.Shape, i => stream.Normal((i % outputs * inputs) + (i / outputs)));
    }
}
