using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes.Autograd;

/// <summary>Where to cut a backward pass so that it takes little more memory than its forward pass left.</summary>
/// <remarks>
/// The gradients of a segment's layers exist at once. They may take as much as the segments behind it have freed,
/// so that segments grow from the last to the first; and what crosses a cut is held, so that one is made where most of
/// what crosses it is kept anyway.
/// </remarks>
sealed class BackwardCuts
{
    /// <summary>What a segment's gradients may take whatever was freed: this part of all gradients.</summary>
    public const int Parts = 24;

    // Along the weights, the gradients by normalised values are there too, and what begins at both.
    const int AlongWeights = 4;

    readonly Graph _graph;
    readonly ValueMemory _memory;
    readonly long[] _gradients;
    readonly long _slack;
    readonly long[] _freed;
    readonly long[] _crossing;

    BackwardCuts(
        Graph graph, IReadOnlyList<Layer> layers, ValueMemory memory, string objective, GradientSources sources)
    {
        (_graph, _memory) = (graph, memory);
        _gradients = Gradients(layers, sources.HasFlag(GradientSources.Scaling) ? AlongWeights : 1);
        _slack = Gradients(layers, 1).Sum() / Parts;
        _freed = Freed();
        _crossing = Crossing(objective);
    }

    /// <summary>The positions of the nodes before which to cut, in order; none where one piece is as good.</summary>
    /// <param name="graph">A graph.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="memory">What its values take.</param>
    /// <param name="objective">The value that the objective reads.</param>
    /// <param name="sources">By which weights is differentiated.</param>
    public static ImmutableArray<int> Of(
        Graph graph, IReadOnlyList<Layer> layers, ValueMemory memory, string objective, GradientSources sources) =>
        [.. new BackwardCuts(graph, layers, memory, objective, sources).FromTheLast().Reverse()];

    IEnumerable<int> FromTheLast()
    {
        for (var end = _graph.Nodes.Length; Before(end, _slack + _freed[end]) is { } cut; end = cut)
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
                return taken.Where(place => place.Gradients > sum / 2).MinBy(Cost).Cut;
            sum += _gradients[i];
            taken.Add((i, sum));
        }

        return null;

        // Of equal places the one right before a layer: what normalises the layer before it stays with that.
        (long Crossing, long Gradients, int Cut) Cost((int Cut, long Gradients) place) =>
            (_crossing[place.Cut], -place.Gradients, -place.Cut);
    }

    long[] Gradients(IEnumerable<Layer> layers, int copies)
    {
        var result = new long[_graph.Nodes.Length];
        var position = _graph.Nodes.Select(KeyValuePair.Create).ToDictionary();
        foreach (var layer in layers)
        {
            var gradients = _memory.Of([layer.Output]) + _graph.Initializers[layer.Weight].Bytes.Length;
            result[position[layer.Node]] += copies * gradients;
        }

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
            foreach (var name in _graph.Nodes[i].Outputs.Where(name => !_memory.IsSaved(name)))
            {
                var bytes = _memory.Of([name]);
                changes[i + 1] += bytes;
                changes[lastRead.GetValueOrDefault(name, i) + 1] -= bytes;
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
