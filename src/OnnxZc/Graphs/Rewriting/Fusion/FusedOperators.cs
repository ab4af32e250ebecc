namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>
/// Takes apart what ONNX Runtime's optimiser and quantisers join: a layer with its activation, a sum with its
/// normalisation, attention, arithmetic on bytes with its weights. The parts are those of the original network, so its
/// layers, units and parameters are found as in the original.
/// </summary>
static class FusedOperators
{
    /// <summary>Adds the parts of a node; false when it has to stay as it is.</summary>
    public delegate bool Rule(FusedNode fused);

    static readonly Dictionary<(string Domain, string Type), Rule> Rules = Collect();

    /// <summary>Whether such nodes can be taken apart.</summary>
    public static bool Covers(OperatorId id) => Rules.ContainsKey((id.Domain, id.Type));

    /// <summary>The graph with every fused node in its parts.</summary>
    public static Graph TakeApart(Graph graph)
    {
        if (!graph.Nodes.Any(node => Covers(node.Operator) || node.Attributes.Bodies.Length > 0))
            return graph;
        var fused = new FusedGraph(graph);
        var nodes = graph.Nodes.SelectMany(node => PartsOf(node, fused)).ToArray();
        return graph.With(nodes, fused.Initializers);
    }

    static IEnumerable<Node> PartsOf(Node node, FusedGraph graph)
    {
        if (!Rules.TryGetValue((node.Operator.Domain, node.Operator.Type), out var rule))
            return [node with { Attributes = node.Attributes.WithBodies(TakeApart) }];
        try
        {
            var fused = new FusedNode(node, graph);
            return rule(fused) ? fused.Parts : [node];
        }
        catch (AttributeException attribute)
        {
            throw attribute.About(node);
        }
    }

    static Dictionary<(string Domain, string Type), Rule> Collect()
    {
        IEnumerable<(string Domain, string Type, Rule Rule)>[] families =
            [FusedLayers.Rules, FusedNormalizations.Rules, FusedAttention.Rules, QuantisedOperators.Rules];
        return families.SelectMany(family => family).ToDictionary(item => (item.Domain, item.Type), item => item.Rule);
    }
}
