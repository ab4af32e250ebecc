using OnnxZc.Graphs;

namespace OnnxZc.Passes;

/// <summary>
/// The graph that ONNX Runtime gets: as close to the file as can be, so that it judges our folding too, but with the
/// very tensors that we drew in place of random generators.
/// </summary>
static class RuntimeGraph
{
    /// <param name="file">The graph as the file has it.</param>
    /// <param name="scored">The graph that is scored.</param>
    /// <param name="batch">A rewritten batch exists only in the scored graph.</param>
    public static Graph Of(Graph file, Graph scored, BatchForm batch)
    {
        if (batch == BatchForm.Rewritten)
            return scored;

        var weights = scored.Initializers.Where(pair => pair.Value.IsFloat).ToDictionary();
        var initializers = new Dictionary<string, TensorData>(file.Initializers, StringComparer.Ordinal);
        foreach (var (name, data) in weights)
            initializers[name] = data;
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
}
