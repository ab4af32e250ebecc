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
    /// <summary>The initializers that are a network's state.</summary>
    /// <param name="graph">A folded graph.</param>
    public static IEnumerable<string> NamesIn(Graph graph) => ParameterInitializers.Of(graph)
        .Concat(graph.Nodes
            .Where(node => node.Operator is { Domain: "", Type: "BatchNormalization" })
            .SelectMany(node => node.Inputs.Skip(3)))
        .Distinct()
        .Where(name => graph.Initializers.GetValueOrDefault(name) is { IsFloat: true });

    /// <param name="graph">A folded graph.</param>
    /// <param name="type">What the state is converted to; null for single precision or wider.</param>
    /// <returns>A graph whose state is computed if somebody reads it.</returns>
    public static Graph Apply(Graph graph, ElementType? type = null)
    {
        var absolute = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        foreach (var name in NamesIn(graph))
            absolute[name] = type is { } target ? Converted(absolute[name], target) : Of(absolute[name]);
        return graph.With(initializers: absolute);
    }

    static TensorData Converted(TensorData data, ElementType type) => LazyElements.Tensor(
        type, data.Shape, (byte[] bytes) => FloatTypes.Convert(Of(data), type).Bytes.CopyTo(bytes));

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
