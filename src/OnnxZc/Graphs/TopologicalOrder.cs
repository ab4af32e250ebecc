using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>
/// Orders nodes so that each comes after those it reads from, keeping the file's order where it already does
/// (Kahn's algorithm with the smallest file position first).
/// </summary>
static class TopologicalOrder
{
    /// <summary>The nodes in order, who produces what, and what a subgraph captures.</summary>
    public static (
        ImmutableArray<Node> Nodes,
        FrozenDictionary<string, Node> Producers,
        ImmutableArray<string> Captures) Of(
        ImmutableArray<Node> nodes,
        ImmutableArray<ValueInfo> inputs,
        ImmutableArray<ValueInfo> outputs,
        IReadOnlyDictionary<string, TensorData> initializers,
        bool isBody)
    {
        var given = inputs.Select(i => i.Name).Concat(initializers.Keys).ToHashSet(StringComparer.Ordinal);
        var producer = PositionsByOutput(nodes, given);
        ImmutableArray<string> captures = isBody ? Captured(nodes, outputs, producer, given) : [];
        given.UnionWith(captures);
        var order = Sort(nodes, producer, given);
        foreach (var output in outputs)
        {
            if (!producer.ContainsKey(output.Name) && !given.Contains(output.Name))
                throw new ModelException(ModelErrorCode.InvalidGraph, $"output '{output.Name}' is never produced");
        }

        return (
            order,
            producer.ToFrozenDictionary(pair => pair.Key, pair => nodes[pair.Value], StringComparer.Ordinal),
            captures);
    }

    static ImmutableArray<string> Captured(
        ImmutableArray<Node> nodes,
        ImmutableArray<ValueInfo> outputs,
        Dictionary<string, int> producer,
        HashSet<string> given) =>
    [
        .. nodes.SelectMany(node => node.Reads).Concat(outputs.Select(output => output.Name))
            .Where(name => name.Length > 0 && !producer.ContainsKey(name) && !given.Contains(name))
            .Distinct(StringComparer.Ordinal),
    ];

    static Dictionary<string, int> PositionsByOutput(ImmutableArray<Node> nodes, HashSet<string> given)
    {
        var producer = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var output in nodes[i].Outputs.Where(o => o.Length > 0))
            {
                if (given.Contains(output) || !producer.TryAdd(output, i))
                    throw Invalid(nodes[i], $"value '{output}' is defined twice");
            }
        }

        return producer;
    }

    static ImmutableArray<Node> Sort(
        ImmutableArray<Node> nodes,
        Dictionary<string, int> producer,
        HashSet<string> given)
    {
        var waitsFor = new int[nodes.Length];
        var readers = new List<int>[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var input in nodes[i].Reads.Where(input => !given.Contains(input)))
            {
                if (!producer.TryGetValue(input, out var source))
                    throw Invalid(nodes[i], $"reads '{input}', which nothing defines");
                (readers[source] ??= []).Add(i);
                waitsFor[i]++;
            }
        }

        var ready = new PriorityQueue<int, int>(
            Enumerable.Range(0, nodes.Length).Where(i => waitsFor[i] == 0).Select(i => (i, i)));
        var order = ImmutableArray.CreateBuilder<Node>(nodes.Length);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
            {
                if (--waitsFor[reader] == 0)
                    ready.Enqueue(reader, reader);
            }
        }

        if (order.Count < nodes.Length)
        {
            var stuck = nodes[Array.FindIndex(waitsFor, count => count > 0)];
            throw Invalid(stuck, "is part of, or behind, a cycle");
        }

        return order.MoveToImmutable();
    }

    static ModelException Invalid(Node node, string message) =>
        ModelException.At(node, ModelErrorCode.InvalidGraph, message);
}
