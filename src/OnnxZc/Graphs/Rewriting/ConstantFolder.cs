using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Turns what does not depend on the inputs into initializers: Constant and generator nodes, Identity of an
/// initializer, quantised weights behind DequantizeLinear, and small integer arithmetic. Whatever a weight passes
/// through on its way to a layer stays a node. Subgraphs are folded too, and what is constant in them becomes an
/// initializer of the whole graph.
/// </summary>
sealed class ConstantFolder
{
    const int MostSettings = 64;

    readonly Dictionary<string, TensorData> _known;
    readonly HashSet<string> _weights;
    readonly GeneratedTensors _generated;
    readonly ConstantBudget _budget = new();

    ConstantFolder(Graph graph, long seed)
    {
        _known = new(graph.Initializers, StringComparer.Ordinal);
        _weights = WeightPaths.Of(graph);
        _generated = new(seed);
    }

    /// <summary>The graph with constants folded, and without nodes and initializers that nobody reads.</summary>
    /// <param name="graph">The graph as it was read.</param>
    /// <param name="seed">The seed of generated weights; see <see cref="GeneratedTensors"/>.</param>
    /// <exception cref="ModelException">Constant shapes cannot fit, or generated tensors are too large.</exception>
    public static Graph Fold(Graph graph, long seed = 0)
    {
        var folder = new ConstantFolder(graph, seed);
        var (nodes, read) = Live(graph, folder.Nodes(graph));
        return graph.With(nodes, folder._known.Where(pair => read.Contains(pair.Key)));
    }

    List<Node> Nodes(Graph graph)
    {
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            if (node.Attributes.Bodies.Length > 0)
            {
                nodes.Add(node with { Attributes = node.Attributes.WithBodies(Body) });
                continue;
            }

            if (Outputs(node) is not { } outputs)
            {
                nodes.Add(node);
                continue;
            }

            for (var i = 0; i < outputs.Length; i++)
                _known[node.Outputs[i]] = outputs[i];
        }

        return nodes;
    }

    Graph Body(Graph body)
    {
        foreach (var (name, data) in body.Initializers)
            _known[name] = data;
        return body.With(Live(body, Nodes(body)).Nodes, []);
    }

    TensorData[]? Outputs(Node node)
    {
        var isKnown = node.Operator.Domain.Length == 0 && node.Outputs.All(output => output.Length > 0)
            && node.Inputs.All(input => input.Length == 0 || _known.ContainsKey(input));
        if (!isKnown)
            return null;
        if (node.Operator.Type == "Constant")
            return ConstantNode.Value(node) is { } value ? [value] : null;
        if (node.Operator.Type == "Identity")
            return [_known[node.Inputs[0]]];
        if (node.Operator.Type == "DequantizeLinear")
            return QuantisedWeight.Value(node, _known) is { } weight ? [weight] : null;

        var operation = new Operation(
            node,
            [.. node.Inputs.Select(input => input.Length > 0 ? KnownValue.Of(_known[input]) : null)]);
        return _generated.Of(operation) is { } tensor ? [tensor] : Evaluated(operation);
    }

    TensorData[]? Evaluated(Operation operation)
    {
        if (!ConstantKernels.Covers(operation.Node.Operator))
            return null;
        var inferred = ShapeRuleTable.Apply(operation);
        if (inferred.Reason is not null || inferred.Outputs.Length < operation.Node.Outputs.Length)
            return null;
        return ConstantKernels.Evaluate(operation, inferred.Outputs, _budget) is { } outputs
            && outputs.All(output => !output.IsFloat || IsSetting(operation, output))
            ? outputs
            : null;
    }

    bool IsSetting(Operation operation, TensorData output)
    {
        if (output.Count > MostSettings)
            return false;

        // Parameters are counted by elements: repeating a small one must not make it larger.
        var sizes = Enumerable.Range(0, operation.InputCount).Select(i => operation.Constant(i)).OfType<TensorData>()
            .Where(data => data.IsFloat).Select(data => data.Count).ToArray();
        var grows = output.Count > sizes.Sum() && sizes.Any(size => size > 1);
        return !grows && !operation.Node.Outputs.Any(_weights.Contains);
    }

    static (List<Node> Nodes, HashSet<string> Read) Live(Graph graph, List<Node> nodes)
    {
        var read = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var live = new List<Node>();
        foreach (var node in Enumerable.Reverse(nodes).Where(node => node.Outputs.Any(read.Contains)))
        {
            live.Add(node);
            read.UnionWith(node.Reads);
        }

        live.Reverse();
        return (live, read);
    }
}
