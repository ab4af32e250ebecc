using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>
/// A model as an immutable, topologically ordered graph: what <see cref="OnnxReader"/> makes of a file and all that
/// the rest of OnnxZc knows of it.
/// </summary>
/// <remarks>
/// A node's subgraphs are graphs too, made by <see cref="Body"/>. Every value has a name of its own, whichever
/// subgraph defines it.
/// </remarks>
public sealed class Graph
{
    readonly FrozenDictionary<string, Node> _producers;

    /// <summary>Checks and orders the parts of a graph.</summary>
    /// <param name="name">The graph's name in the file; may be empty.</param>
    /// <param name="opsets">The imported opset per domain; the default domain's key is the empty string.</param>
    /// <param name="inputs">The inputs that a caller feeds; initializers with a default are not among them.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="nodes">The operations, in any order.</param>
    /// <param name="initializers">Constant tensors by value name.</param>
    /// <exception cref="ModelException">A value is defined twice or never, or nodes form a cycle.</exception>
    public Graph(
        string name,
        IReadOnlyDictionary<string, int> opsets,
        ImmutableArray<ValueInfo> inputs,
        ImmutableArray<ValueInfo> outputs,
        IEnumerable<Node> nodes,
        IEnumerable<KeyValuePair<string, TensorData>> initializers)
        : this(name, opsets, inputs, outputs, nodes, initializers, isBody: false)
    {
    }

    Graph(
        string name,
        IReadOnlyDictionary<string, int> opsets,
        ImmutableArray<ValueInfo> inputs,
        ImmutableArray<ValueInfo> outputs,
        IEnumerable<Node> nodes,
        IEnumerable<KeyValuePair<string, TensorData>> initializers,
        bool isBody)
    {
        Name = name;
        Opsets = opsets.ToFrozenDictionary();
        Inputs = inputs;
        Outputs = outputs;
        Initializers = initializers.ToFrozenDictionary(StringComparer.Ordinal);
        IsBody = isBody;
        (Nodes, _producers, Captures) = TopologicalOrder.Of([.. nodes], inputs, outputs, Initializers, isBody);
        if (!isBody)
            ValueNames.CheckUnique(this);
    }

    /// <summary>The graph's name in the file; may be empty.</summary>
    public string Name { get; }

    /// <summary>The imported opset per domain; the default domain's key is the empty string.</summary>
    public FrozenDictionary<string, int> Opsets { get; }

    /// <summary>The inputs that a caller feeds.</summary>
    public ImmutableArray<ValueInfo> Inputs { get; }

    /// <summary>The results.</summary>
    public ImmutableArray<ValueInfo> Outputs { get; }

    /// <summary>The operations; every node comes after those it reads from.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The nodes of the graph and of its subgraphs; those of a subgraph follow the node that has it.</summary>
    internal IEnumerable<Node> AllNodes => Nodes.SelectMany(node => node.WithBodies);

    /// <summary>Constant tensors by value name.</summary>
    public FrozenDictionary<string, TensorData> Initializers { get; }

    /// <summary>Whether this is a subgraph.</summary>
    public bool IsBody { get; }

    /// <summary>
    /// The values of surrounding graphs that a subgraph reads, in the order of first use; a model has none.
    /// </summary>
    public ImmutableArray<string> Captures { get; }

    /// <summary>Checks and orders the parts of a subgraph: what it reads and does not define is captured.</summary>
    /// <param name="name">The graph's name in the file; may be empty.</param>
    /// <param name="opsets">Those of the model.</param>
    /// <param name="inputs">What the node that has the subgraph feeds.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="nodes">The operations, in any order.</param>
    /// <param name="initializers">Constant tensors by value name.</param>
    /// <exception cref="ModelException">A value is defined twice, or nodes form a cycle.</exception>
    public static Graph Body(
        string name,
        IReadOnlyDictionary<string, int> opsets,
        ImmutableArray<ValueInfo> inputs,
        ImmutableArray<ValueInfo> outputs,
        IEnumerable<Node> nodes,
        IEnumerable<KeyValuePair<string, TensorData>> initializers) =>
        new(name, opsets, inputs, outputs, nodes, initializers, isBody: true);

    /// <summary>The node that produces <paramref name="value"/>, or null for inputs and initializers.</summary>
    public Node? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>This graph with other nodes or initializers; it is checked and ordered anew.</summary>
    public Graph With(
        IEnumerable<Node>? nodes = null,
        IEnumerable<KeyValuePair<string, TensorData>>? initializers = null,
        ImmutableArray<ValueInfo>? inputs = null,
        ImmutableArray<ValueInfo>? outputs = null) =>
        new(Name, Opsets, inputs ?? Inputs, outputs ?? Outputs, nodes ?? Nodes, initializers ?? Initializers, IsBody);
}
