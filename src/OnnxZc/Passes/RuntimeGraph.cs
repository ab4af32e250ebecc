using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Passes;

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
        // What a weight is quantised to is the file's own, unless its place was taken by a drawn one; and so is what
        // stands in a subgraph.
        var inner = file.Nodes.SelectMany(node => node.Attributes.Bodies).SelectMany(ValueNames.All).ToHashSet();
        var weights = scored.Initializers
            .Where(pair => pair.Value.IsFloat && !inner.Contains(pair.Key))
            .Where(pair => file.Producer(pair.Key)?.Operator.Type != "DequantizeLinear")
            .ToDictionary();
        var types = TypesOf(file, weights.Keys);
        var nodes = file.Nodes.Where(node => !node.Outputs.Any(weights.ContainsKey));
        var initializers = new Dictionary<string, TensorData>(file.Initializers, StringComparer.Ordinal);
        foreach (var (name, data) in weights)
            initializers[name] = FloatTypes.Convert(data, types(name));
        return file.With(nodes, initializers);
    }

    static Func<string, ElementType> TypesOf(Graph file, IEnumerable<string> weights)
    {
        if (weights.All(file.Initializers.ContainsKey))
            return name => file.Initializers[name].Type;
        return ShapeInference.Infer(file, ImmutableDictionary<string, ImmutableArray<long>>.Empty).Type;
    }
}
