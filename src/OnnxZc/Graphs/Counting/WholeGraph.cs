using System.Collections.Immutable;

namespace OnnxZc.Graphs.Counting;

/// <summary>The nodes of a graph and of all its subgraphs as one list, and where their values come from.</summary>
sealed class WholeGraph
{
    readonly Graph _graph;
    readonly Dictionary<string, Node> _producers = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _fed = new(StringComparer.Ordinal);

    /// <param name="graph">A folded graph: its subgraphs have no initializers of their own.</param>
    public WholeGraph(Graph graph)
    {
        _graph = graph;
        var nodes = ImmutableArray.CreateBuilder<Node>();
        var outputs = ImmutableArray.CreateBuilder<string>();
        Collect(graph, nodes, outputs);
        (Nodes, Outputs) = (nodes.ToImmutable(), outputs.ToImmutable());
    }

    /// <summary>All nodes; those of a subgraph stand before the node that has it.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The results of the graph and of every subgraph.</summary>
    public ImmutableArray<string> Outputs { get; }

    /// <summary>The node that produces a value, or null.</summary>
    public Node? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>
    /// The value that an input of a subgraph always is, or is a slice of; any other value is its own source.
    /// </summary>
    public string Source(string value)
    {
        while (_fed.TryGetValue(value, out var source))
            value = source;
        return value;
    }

    /// <summary>The initializer behind a value, or null.</summary>
    public TensorData? Data(string value) => _graph.Initializers.GetValueOrDefault(Source(value));

    void Collect(Graph graph, ImmutableArray<Node>.Builder nodes, ImmutableArray<string>.Builder outputs)
    {
        outputs.AddRange(graph.Outputs.Select(output => output.Name));
        foreach (var node in graph.Nodes)
        {
            foreach (var body in node.Attributes.Bodies)
            {
                Feed(node, body);
                Collect(body, nodes, outputs);
            }

            nodes.Add(node);
            foreach (var output in node.Outputs.Where(output => output.Length > 0))
                _producers[output] = node;
        }
    }

    void Feed(Node node, Graph body)
    {
        // Inputs of the node before the first state, inputs and outputs of the body likewise, and how many are sliced.
        var (outer, inner, results, sliced) = node.Operator switch
        {
            { Domain: "", Type: "Loop" } => (2, 2, 1, 0),
            { Domain: "", Type: "Scan", SinceVersion: 8 } => (1, 0, 0, node.Attributes.Int("num_scan_inputs", 0)),
            { Domain: "", Type: "Scan" } => (0, 0, 0, node.Attributes.Int("num_scan_inputs", 0)),
            _ => (int.MaxValue, 0, 0, 0),
        };
        for (var i = outer; i < node.Inputs.Length && i - outer + inner < body.Inputs.Length; i++)
        {
            var (input, result) = (body.Inputs[i - outer + inner].Name, i - outer + results);
            var isFed = i >= node.Inputs.Length - sliced
                || (result < body.Outputs.Length && IsSame(body, body.Outputs[result].Name, input));
            if (isFed && node.HasInput(i))
                _fed[input] = node.Inputs[i];
        }
    }

    static bool IsSame(Graph body, string output, string input) => output == input
        || (body.Producer(output) is { Operator: { Domain: "", Type: "Identity" } } copy && copy.Inputs[0] == input);
}
