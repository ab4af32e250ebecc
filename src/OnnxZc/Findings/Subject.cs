using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Findings;

/// <summary>A model as rules look at it.</summary>
sealed class Subject
{
    readonly ILookup<string, Node> _readers;

    /// <param name="file">The file and its graph.</param>
    /// <param name="folded">The graph after constant folding: what is rebuilt.</param>
    /// <param name="batch">What scoring does about the batch dimension.</param>
    /// <param name="isSupported">Whether networks with an operator can be rebuilt.</param>
    public Subject(ModelFile file, Graph folded, BatchForm batch, Func<OperatorId, bool> isSupported)
    {
        (File, Folded, Batch, IsSupported) = (file, folded, batch, isSupported);
        _readers = Graph.Nodes
            .SelectMany(node => node.Reads.Distinct().Select(input => (input, node)))
            .ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
    }

    /// <summary>A model that was read; an operator that folds away needs no implementation.</summary>
    /// <exception cref="ModelException">Constants of the graph cannot be computed.</exception>
    public static Subject Of(ModelFile file)
    {
        var folded = ConstantFolder.Fold(file.Graph);
        var needed = folded.AllNodes.Select(node => node.Operator).ToHashSet();
        return new(
            file, folded, BatchAxis.Free(folded).Form, id => !needed.Contains(id) || Networks.OperatorTable.Has(id));
    }

    public ModelFile File { get; }

    public Graph Folded { get; }

    public BatchForm Batch { get; }

    public Func<OperatorId, bool> IsSupported { get; }

    /// <summary>The graph as the file has it.</summary>
    public Graph Graph => File.Graph;

    /// <summary>The nodes of a type of the default domain.</summary>
    public IEnumerable<Node> Nodes(string type) => Graph.Nodes.Where(node => Is(node, type));

    /// <summary>The nodes that read <paramref name="value"/>.</summary>
    public IEnumerable<Node> Readers(string value) => _readers[value];

    /// <summary>The node that produces <paramref name="value"/>, if it is of one of these types.</summary>
    public Node? Producer(string? value, params ReadOnlySpan<string> types)
    {
        if (value is null || Graph.Producer(value) is not { } node)
            return null;
        foreach (var type in types)
        {
            if (Is(node, type))
                return node;
        }

        return null;
    }

    /// <summary>The number that a constant holds once, or null.</summary>
    public double? Number(string value) => ConstantNode.Behind(Graph, value) is { Count: 1 } data
        && (data.IsFloat || data.IsInteger || data.Type == ElementType.Bool)
            ? data.ToDoubles()[0]
            : null;

    /// <summary><c>1 node</c>, <c>2 nodes</c>.</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    static bool Is(Node node, string type) => node.Operator.Domain.Length == 0 && node.Operator.Type == type;
}
