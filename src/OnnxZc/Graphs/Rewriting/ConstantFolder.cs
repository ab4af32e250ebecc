using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Turns what does not depend on the inputs into initializers: Constant and generator nodes, Identity of an
/// initializer, quantised weights behind DequantizeLinear, and small integer arithmetic. Whatever a weight passes through on its way to a layer stays a node.
/// </summary>
static class ConstantFolder
{
    const int MostSettings = 64;

    /// <summary>The graph with constants folded, and without nodes and initializers that nobody reads.</summary>
    /// <param name="graph">The graph as it was read.</param>
    /// <param name="seed">The seed of generated weights; see <see cref="GeneratedTensors"/>.</param>
    /// <exception cref="ModelException">Constant shapes cannot fit, or generated tensors are too large.</exception>
    public static Graph Fold(Graph graph, long seed = 0)
    {
        var known = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        var weights = WeightPaths.Of(graph);
        var (generated, budget) = (new GeneratedTensors(seed), new ConstantBudget());
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            if (Outputs(node, known, weights, generated, budget) is not { } outputs)
            {
                nodes.Add(node);
                continue;
            }

            for (var i = 0; i < outputs.Length; i++)
                known[node.Outputs[i]] = outputs[i];
        }

        return Live(graph, nodes, known);
    }

    static TensorData[]? Outputs(
        Node node,
        Dictionary<string, TensorData> known,
        HashSet<string> weights,
        GeneratedTensors generated,
        ConstantBudget budget)
    {
        var isKnown = node.Operator.Domain.Length == 0 && node.Outputs.All(output => output.Length > 0)
            && node.Inputs.All(input => input.Length == 0 || known.ContainsKey(input));
        if (!isKnown)
            return null;
        if (node.Operator.Type == "Constant")
            return ConstantNode.Value(node) is { } value ? [value] : null;
        if (node.Operator.Type == "Identity")
            return [known[node.Inputs[0]]];
        if (node.Operator.Type == "DequantizeLinear")
            return QuantisedWeight.Value(node, known) is { } weight ? [weight] : null;

        var operation = new Operation(
            node,
            [.. node.Inputs.Select(input => input.Length > 0 ? KnownValue.Of(known[input]) : null)]);
        return generated.Of(operation) is { } tensor ? [tensor] : Evaluated(operation, weights, budget);
    }

    static TensorData[]? Evaluated(Operation operation, HashSet<string> weights, ConstantBudget budget)
    {
        if (!ConstantKernels.Covers(operation.Node.Operator))
            return null;
        var inferred = ShapeRuleTable.Apply(operation);
        if (inferred.Reason is not null || inferred.Outputs.Length < operation.Node.Outputs.Length)
            return null;
        return ConstantKernels.Evaluate(operation, inferred.Outputs, budget) is { } outputs
            && outputs.All(output => !output.IsFloat || IsSetting(operation, output, weights))
            ? outputs
            : null;
    }

    static bool IsSetting(Operation operation, TensorData output, HashSet<string> weights)
    {
        if (output.Count > MostSettings)
            return false;

        // Parameters are counted by elements: repeating a small one must not make it larger.
        var sizes = Enumerable.Range(0, operation.InputCount).Select(i => operation.Constant(i)).OfType<TensorData>()
            .Where(data => data.IsFloat).Select(data => data.Count).ToArray();
        var grows = output.Count > sizes.Sum() && sizes.Any(size => size > 1);
        return !grows && !operation.Node.Outputs.Any(weights.Contains);
    }

    static Graph Live(Graph graph, List<Node> nodes, Dictionary<string, TensorData> known)
    {
        var read = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var live = new List<Node>();
        foreach (var node in Enumerable.Reverse(nodes).Where(node => node.Outputs.Any(read.Contains)))
        {
            live.Add(node);
            read.UnionWith(node.Inputs);
        }

        live.Reverse();
        return graph.With(live, known.Where(pair => read.Contains(pair.Key)));
    }
}
