using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Networks;

/// <summary>
/// A graph or subgraph as steps over numbered slots, one per value; the slots of inputs, initializers and captured
/// values are never emptied.
/// </summary>
sealed class GraphProgram
{
    readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    // Parameters, and what is computed from them.
    readonly HashSet<string> _derived;

    /// <param name="graph">The graph.</param>
    /// <param name="parameters">
    /// Values from which gradients flow: parameters and, in a subgraph, what is made of them.
    /// </param>
    /// <exception cref="ModelException">Operators are not implemented; all are named at once.</exception>
    public GraphProgram(Graph graph, IEnumerable<string> parameters)
    {
        Graph = graph;
        _derived = parameters.ToHashSet(StringComparer.Ordinal);
        foreach (var name in graph.Inputs.Select(input => input.Name).Concat(graph.Initializers.Keys)
            .Concat(graph.Captures))
        {
            Slot(name);
        }

        FixedSlots = _slots.Count;
        var overwriting = OverwritingNodes.Of(graph);
        Steps = [.. graph.Nodes.Select(node => new Step(
            node,
            OperatorTable.Find(node.Operator),
            [.. node.Inputs.Select(Slot)],
            [.. node.Outputs.Select(Slot)],
            Bodies(node),
            [],
            overwriting.Contains(node),
            IsOfParameters(node)))];
        MarkLastUses();
        Passing = PassingValues.Of(graph).Select(Slot).ToHashSet();
    }

    public Graph Graph { get; }

    public Step[] Steps { get; }

    /// <summary>How many values the graph has.</summary>
    public int Slots => _slots.Count;

    /// <summary>How many slots, from 0, hold what is given from outside.</summary>
    public int FixedSlots { get; }

    /// <summary>The slots of <see cref="PassingValues"/>.</summary>
    public IReadOnlySet<int> Passing { get; }

    /// <summary>The slot of a value of this graph.</summary>
    public int this[string name] => _slots[name];

    bool IsOfParameters(Node node)
    {
        var isDerived = node.Operator.Type is not ("Shape" or "Size")
            && node.Inputs.Concat(node.Captures).Any(_derived.Contains);
        if (isDerived)
            _derived.UnionWith(node.Outputs);
        return isDerived;
    }

    ImmutableDictionary<string, GraphProgram> Bodies(Node node) => node.Attributes.Bodies.Length == 0
        ? ImmutableDictionary<string, GraphProgram>.Empty
        : node.Attributes.Names.Where(name => node.Attributes[name] is Graph)
            .ToImmutableDictionary(name => name, name => new GraphProgram(node.Attributes.Body(name)!, _derived));

    void MarkLastUses()
    {
        var seen = new HashSet<int>();
        for (var i = Steps.Length - 1; i >= 0; i--)
        {
            var slots = Steps[i].Inputs.Concat(Steps[i].Outputs).Concat(Steps[i].Node.Captures.Select(Slot));
            Steps[i] = Steps[i] with { LastUses = [.. slots.Where(slot => slot >= FixedSlots && seen.Add(slot))] };
        }
    }

    int Slot(string name)
    {
        if (name.Length == 0)
            return -1;
        if (!_slots.TryGetValue(name, out var slot))
            _slots.Add(name, slot = _slots.Count);
        return slot;
    }
}
