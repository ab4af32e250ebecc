namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>A graph whose fused nodes are taken apart: who reads what in it, and the constants that are made.</summary>
sealed class FusedGraph
{
    readonly Graph _graph;
    readonly ILookup<string, Node> _readers;
    readonly HashSet<string> _outputs;
    readonly Dictionary<string, int> _ranks;

    public FusedGraph(Graph graph)
    {
        _graph = graph;
        _readers = graph.Nodes
            .SelectMany(node => node.Reads.Distinct().Select(input => (input, node)))
            .ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
        _outputs = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        _ranks = graph.Inputs.Where(input => !input.Shape.IsDefault)
            .ToDictionary(input => input.Name, input => input.Shape.Length, StringComparer.Ordinal);
        Initializers = new(graph.Initializers, StringComparer.Ordinal);
    }

    /// <summary>The opset of the default domain.</summary>
    public int Opset => _graph.Opsets.GetValueOrDefault("", OperatorVersions.Oldest);

    /// <summary>The constants, those of the parts included.</summary>
    public Dictionary<string, TensorData> Initializers { get; }

    public Node? Producer(string value) => _graph.Producer(value);

    public IEnumerable<Node> Readers(string value) => _readers[value];

    public bool IsRead(string value) => _outputs.Contains(value) || _readers.Contains(value);

    /// <summary>The declared number of dimensions of an input or initializer, or null.</summary>
    public int? Rank(string value) => _ranks.TryGetValue(value, out var rank)
        ? rank
        : Initializers.GetValueOrDefault(value)?.Shape.Length;
}
