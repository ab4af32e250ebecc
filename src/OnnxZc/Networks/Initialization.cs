using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Numerics;

namespace OnnxZc.Networks;

/// <summary>
/// Draws new weights for a graph's layers from streams <c>init:NAME</c>, one per tensor, so that a tensor's values
/// depend on its name and the seed alone.
/// </summary>
/// <remarks>
/// <c>default</c> is PyTorch's own: weights and biases uniform within 1/sqrt(fan-in). <c>kaiming</c>: He et al. 2015,
/// https://arxiv.org/abs/1502.01852. <c>xavier</c>: Glorot and Bengio 2010,
/// http://proceedings.mlr.press/v9/glorot10a.html.
/// Everything but layers' weights and biases keeps the file's values.
/// </remarks>
static class Initialization
{
    public static Graph Apply(Graph graph, IEnumerable<Layer> layers, InitScheme scheme, long seed)
    {
        if (scheme == InitScheme.AsIs)
            return graph;

        var drawn = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        foreach (var layer in layers.DistinctBy(layer => layer.Weight))
        {
            drawn[layer.Weight] = Weight(layer, drawn[layer.Weight], scheme, seed);
            if (layer.Bias is { } bias)
                drawn[bias] = Bias(layer, bias, drawn[bias], scheme, seed);
        }

        return graph.With(initializers: drawn);
    }

    static TensorData Weight(Layer layer, TensorData old, InitScheme scheme, long seed)
    {
        var bound = 1 / Math.Sqrt(layer.FanIn);
        return scheme switch
        {
            InitScheme.Default => Uniform(old, layer.Weight, seed, bound),
            InitScheme.Kaiming => Normal(old, layer.Weight, seed, Math.Sqrt(2.0 / layer.FanIn)),
            InitScheme.Xavier => Normal(old, layer.Weight, seed, Math.Sqrt(2.0 / (layer.FanIn + layer.FanOut))),
            InitScheme.Normal => Normal(old, layer.Weight, seed, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, null),
        };
    }

    static TensorData Bias(Layer layer, string name, TensorData old, InitScheme scheme, long seed)
    {
        var bound = 1 / Math.Sqrt(layer.FanIn);
        return scheme switch
        {
            InitScheme.Default => Uniform(old, name, seed, bound),
            InitScheme.Normal => Fill(old, name, seed, (_, span) => span.Clear()),
            _ => old,
        };
    }

    static TensorData Normal(TensorData old, string name, long seed, double deviation) =>
        Fill(old, name, seed, (stream, span) => stream.FillNormal(span, 0, deviation));

    static TensorData Uniform(TensorData old, string name, long seed, double bound) =>
        Fill(old, name, seed, (stream, span) => stream.FillUniform(span, -bound, bound));

    static TensorData Fill(TensorData old, string name, long seed, FillAction fill)
    {
        if (old.Type != ElementType.Float32)
        {
            throw new ModelException(
                ModelErrorCode.UnsupportedOperator,
                $"weight '{name}' is {old.Type}: only Float32 weights can be drawn anew; use --init as-is");
        }

        var values = new float[old.Count];
        fill(new RandomStream($"init:{name}", seed), values);
        return new(old.Type, old.Shape, MemoryMarshal.AsBytes<float>(values).ToArray());
    }

    delegate void FillAction(RandomStream stream, Span<float> target);
}
