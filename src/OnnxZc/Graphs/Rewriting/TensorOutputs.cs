using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Cuts off what exporters of classical models put behind a network: maps of probabilities, labels looked up by class.
/// </summary>
static class TensorOutputs
{
    const string ClassicalDomain = "ai.onnx.ml";

    /// <summary>
    /// The graph with the tensor behind a ZipMap in the map's place and, where others remain, without outputs that need
    /// operators of classical models or are no tensors of numbers.
    /// </summary>
    public static Graph Of(Graph graph)
    {
        ImmutableArray<ValueInfo> outputs = [.. graph.Outputs.Select(output => Unzipped(graph, output)).Distinct()];
        var classical = Classical(graph);
        ImmutableArray<ValueInfo> kept =
        [
            .. outputs.Where(output => output.Type is not (ElementType.Undefined or ElementType.String)
                && !classical.Contains(output.Name)),
        ];
        if (kept.Length == 0)
            kept = outputs;
        return kept.SequenceEqual(graph.Outputs) ? graph : Pruned(graph, kept);
    }

    static ValueInfo Unzipped(Graph graph, ValueInfo output) =>
        graph.Producer(output.Name) is { Operator: { Domain: ClassicalDomain, Type: "ZipMap" } } zip
            ? new(zip.Inputs[0], ElementType.Float32, default)
            : output;

    /// <summary>The values that depend on operators of classical models.</summary>
    static HashSet<string> Classical(Graph graph)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (node.Operator.Domain == ClassicalDomain || node.Reads.Any(found.Contains))
                found.UnionWith(node.Outputs);
        }

        return found;
    }

    /// <summary>The graph for these outputs alone.</summary>
    static Graph Pruned(Graph graph, ImmutableArray<ValueInfo> outputs)
    {
        var whole = graph.With(outputs: outputs);
        var nodes = LiveNodes.Of(whole);
        var needed = nodes.SelectMany(node => node.Reads).Concat(outputs.Select(output => output.Name))
            .ToHashSet(StringComparer.Ordinal);
        return whole.With(nodes, graph.Initializers.Where(pair => needed.Contains(pair.Key)));
    }
}
