using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// Replaces every parameter and running statistic by its absolute value; bounds, masks and other constants of the graph
/// are no part of a network's state and stay.
/// </summary>
static class AbsoluteWeights
{
    /// <param name="graph">A folded graph.</param>
    public static Graph Apply(Graph graph)
    {
        var state = ParameterInitializers.Of(graph).Concat(graph.Nodes
            .Where(node => node.Operator is { Domain: "", Type: "BatchNormalization" })
            .SelectMany(node => node.Inputs.Skip(3)));
        var absolute = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        foreach (var name in state.Distinct())
        {
            if (graph.Initializers.GetValueOrDefault(name) is { IsFloat: true } data)
                absolute[name] = Of(data);
        }

        return graph.With(initializers: absolute);
    }

    static TensorData Of(TensorData data)
    {
        var single = FloatTypes.Convert(data, data.Type == ElementType.Float64 ? data.Type : ElementType.Float32);
        return LazyElements.Tensor(single.Type, single.Shape, (byte[] bytes) =>
        {
            if (single.Type == ElementType.Float64)
                TensorPrimitives.Abs<double>(single.Span<double>(), MemoryMarshal.Cast<byte, double>(bytes.AsSpan()));
            else
                TensorPrimitives.Abs<float>(single.Span<float>(), MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
        });
    }
}
