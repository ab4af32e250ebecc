using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Passes.Runtime;

/// <summary>
/// The graph that ONNX Runtime gets: as close to the file as can be, so that it judges our folding too, but with the
/// very tensors that we drew in place of random generators, each in the file's own type.
/// </summary>
static class RuntimeGraph
{
    /// <param name="file">The graph in the file's types, and as the file has it where that can be run.</param>
    /// <param name="scored">The graph that is scored.</param>
    public static Graph Of(Graph file, Graph scored)
    {
        // What a weight is quantised to is the file's own, unless its place was taken by a drawn one.
        var weights = scored.Initializers
            .Where(pair => pair.Value.IsFloat)
            .Where(pair => file.Producer(pair.Key)?.Operator.Type != "DequantizeLinear")
            .ToDictionary();
        var types = TypesOf(file, weights.Keys);
        var initializers = new Dictionary<string, TensorData>(file.Initializers, StringComparer.Ordinal);
        foreach (var (name, data) in weights)
            initializers[name] = types(name) is not ElementType.Undefined and var type
                ? FloatTypes.Convert(data, type)
                : data;
        return file.With(Without(file, weights), initializers);
    }

    // A weight that a subgraph makes for itself is one of the whole graph's, and captured.
    static IEnumerable<Node> Without(Graph graph, Dictionary<string, TensorData> weights)
    {
        var nodes = graph.Nodes.Where(node => !node.Outputs.Any(weights.ContainsKey));
        return nodes.Select(node => node with { Attributes = node.Attributes.WithBodies(Body) });

        Graph Body(Graph body) => body.With(
            Without(body, weights), body.Initializers.Where(pair => !weights.ContainsKey(pair.Key)));
    }

    static Func<string, ElementType> TypesOf(Graph file, IEnumerable<string> weights)
    {
        if (weights.All(file.Initializers.ContainsKey))
            return name => file.Initializers[name].Type;
        return ShapeInference.Infer(file, ImmutableDictionary<string, ImmutableArray<long>>.Empty).Type;
    }
}
