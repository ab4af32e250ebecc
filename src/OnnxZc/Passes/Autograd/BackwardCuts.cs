using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes.Autograd;

/// <summary>Where to cut a backward pass so that it takes little more memory than its forward pass left.</summary>
/// <remarks>
/// The gradients of a segment's layers exist at once. They may fill what the segments behind it have freed, so that
/// segments grow from the last to the first; and a cut keeps what crosses it, so that it is made where nearly all that
/// crosses is kept anyway.
/// </remarks>
sealed class BackwardCuts
{
    /// <summary>What a segment's gradients may take beyond what was freed: this part of all gradients.</summary>
    public const int Parts = 24;

    readonly Graph _graph;
    readonly ValueMemory _memory;
    readonly long[] _gradients;
    readonly long[] _crossing;
    readonly long[] _freed;

    BackwardCuts(Graph graph, IEnumerable<Layer> layers, ValueMemory memory, string objective)
    {
        (_graph, _memory) = (graph, memory);
        _gradients = Gradients(layers);
        _crossing = Crossing(objective);
        _freed = Freed();
    }

    /// <summary>The positions of the nodes before which to cut, in order; none where one piece is as good.</summary>
    /// <param name="graph">A graph.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="memory">What its values take.</param>
    /// <param name="objective">The value that the objective reads.</param>
    public static ImmutableArray<int> Of(
        Graph graph, IEnumerable<Layer> layers, ValueMemory memory, string objective) =>
        [.. new BackwardCuts(graph, layers, memory, objective).FromTheLast().Reverse()];

    IEnumerable<int> FromTheLast()
    {
        var slack = _gradients.Sum() / Parts;
        for (var end = _graph.Nodes.Length; Before(end, slack + _freed[end]) is { } cut; end = cut)
            yield return cut;
    }

    // Null where all that is left may be one segment.
    int? Before(int end, long most)
    {
        var taken = new List<(int Cut, long Gradients)>();
        var sum = 0L;
        for (var i = end - 1; i >= 0; i--)
        {
            // One layer alone may be too large, and then it has a segment of its own.
            if (sum > 0 && _gradients[i] > 0 && sum + _gradients[i] > most)
            {
                var least = sum / 2;
                return taken.Where(pair => pair.Gradients > least).MinBy(pair => (_crossing[pair.Cut], pair.Cut)).Cut;
            }

            sum += _gradients[i];
            taken.Add((i, sum));
        }

        return null;
    }

    long[] Gradients(IEnumerable<Layer> layers)
    {
        var result = new long[_graph.Nodes.Length];
        var position = _graph.Nodes.Select(KeyValuePair.Create).ToDictionary();
        foreach (var layer in layers)
            result[position[layer.Node]] += _memory.Of([layer.Output]) + _graph.Initializers[layer.Weight].Bytes.Length;
        return result;
    }

    /// <summary>Per position, what would cross a cut before it and be kept for nothing else.</summary>
    long[] Crossing(string objective)
    {
        var lastRead = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _graph.Nodes.Length; i++)
        {
            foreach (var name in _graph.Nodes[i].Reads)
                lastRead[name] = i;
        }

        lastRead[objective] = _graph.Nodes.Length - 1;
        var changes = new long[_graph.Nodes.Length + 1];
        for (var i = 0; i < _graph.Nodes.Length; i++)
        {
            foreach (var name in _graph.Nodes[i].Outputs)
            {
                if (_memory.IsSaved(name) || !lastRead.TryGetValue(name, out var last))
                    continue;
                changes[i + 1] += _memory.Of([name]);
                changes[last + 1] -= _memory.Of([name]);
            }
        }

        for (var i = 1; i < changes.Length; i++)
            changes[i] += changes[i - 1];
        return changes;
    }

    /// <summary>Per position, what autograd keeps of the nodes from it on.</summary>
    long[] Freed()
    {
        var result = new long[_graph.Nodes.Length + 1];
        for (var i = _graph.Nodes.Length - 1; i >= 0; i--)
            result[i] = result[i + 1] + _memory.Of(_graph.Nodes[i].Outputs.Where(_memory.IsSaved));
        return result;
    }
}
