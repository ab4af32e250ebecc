using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes;

/// <summary>
/// A forward and backward pass cut into segments of a few layers each, so that the gradients by the layers' outputs,
/// which are as large as the activations, exist for one segment at a time.
/// </summary>
/// <remarks>
/// What crosses a cut enters the next segment as a leaf of its own autograd graph; the gradient by the leaf is where
/// the
/// segment before goes on. Every node is differentiated once, as in one backward pass, and the sums are the same.
/// </remarks>
sealed class BackwardSegments
{
    const int Count = 12;

    readonly ImmutableArray<Segment> _segments;

    BackwardSegments(ImmutableArray<Segment> segments) => _segments = segments;

    /// <summary>Per position of a node, the values that are cut before it.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<string>> Cuts =>
        _segments.Skip(1).ToDictionary(segment => segment.Start, segment => segment.Frontier);

    /// <summary>ONNX names of the layers' outputs, which the forward pass must keep.</summary>
    public IReadOnlySet<string> Keep => _segments
        .SelectMany(segment => segment.Layers.Select(layer => layer.Output))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Divides <paramref name="layers"/>, in execution order, among segments.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="objective">The value that the objective reads; the first output when null.</param>
    public static BackwardSegments Of(Graph graph, IReadOnlyList<Layer> layers, string? objective = null)
    {
        var position = graph.Nodes.Select(KeyValuePair.Create).ToDictionary();
        var size = Math.Max(1, (layers.Count + Count - 1) / Count);
        int[] starts = [0, .. layers.Chunk(size).Skip(1).Select(chunk => position[chunk[0].Node])];
        var weights = layers.Select(layer => layer.Weight).ToHashSet(StringComparer.Ordinal);
        return new([.. starts.Select((start, i) =>
        {
            var end = i + 1 < starts.Length ? starts[i + 1] : graph.Nodes.Length;
            return new Segment(
                start,
                Frontier(graph, start, objective ?? graph.Outputs[0].Name),
                [.. layers.Where(layer => IsWithin(position[graph.Producer(layer.Output)!], start, end))],
                [.. graph.Nodes[start..end].SelectMany(node => node.Reads).Where(weights.Contains).Distinct()]);
        })]);
    }

    /// <summary>One segment that gives the gradients by weights alone.</summary>
    public static BackwardSegments Whole(IReadOnlyList<Layer> layers) =>
        new([new(0, [], [], [.. layers.Select(layer => layer.Weight).Distinct()])]);

    /// <summary>
    /// Differentiates <paramref name="objective"/>, disposing of values as soon as no segment needs them.
    /// </summary>
    /// <param name="objective">What is differentiated: one number.</param>
    /// <param name="crossings">What was cut during the walk, by the position of the cut.</param>
    /// <param name="values">The kept values by name.</param>
    /// <param name="weight">A weight by name.</param>
    /// <param name="onWeight">Takes a part of a weight's gradient; the parts of several segments add up.</param>
    /// <param name="onOutput">Takes a layer with its output and the gradient by it.</param>
    public void Run(
        Tensor objective,
        ILookup<int, Crossing> crossings,
        IReadOnlyDictionary<string, Tensor> values,
        Func<string, Tensor> weight,
        Action<string, Tensor> onWeight,
        Action<Layer, Tensor, Tensor> onOutput)
    {
        Tensor[] ends = [objective];
        Tensor[]? endGradients = null;
        foreach (var segment in _segments.Reverse())
        {
            using var scope = torch.NewDisposeScope();
            var entries = crossings[segment.Start].ToArray();
            var layers = segment.Layers.Where(layer => values[layer.Output].requires_grad).ToArray();
            Tensor[] sources =
            [
                .. entries.Select(entry => entry.After),
                .. segment.Weights.Select(weight),
                .. layers.Select(layer => values[layer.Output]),
            ];
            if (sources.Length == 0 || ends.Length == 0)
                return;

            var gradients = new Queue<Tensor>(torch.autograd.grad(ends, sources, endGradients, allow_unused: true));
            var begun = entries.Select(entry => (entry.Before, Gradient: gradients.Dequeue())).ToArray();
            foreach (var name in segment.Weights)
                Give(gradients.Dequeue(), gradient => onWeight(name, gradient));
            foreach (var layer in layers)
                Give(gradients.Dequeue(), gradient => onOutput(layer, values[layer.Output], gradient));

            Array.ForEach(endGradients ?? [], gradient => gradient.Dispose());
            Array.ForEach(layers, layer => values[layer.Output].Dispose());
            begun = [.. begun.Where(pair => IsGiven(pair.Gradient))];
            ends = [.. begun.Select(pair => pair.Before)];
            endGradients = [.. begun.Select(pair => pair.Gradient.MoveToOuterDisposeScope())];
        }
    }

    static bool IsWithin(int position, int start, int end) => position >= start && position < end;

    static void Give(Tensor gradient, Action<Tensor> take)
    {
        if (IsGiven(gradient))
            take(gradient);
    }

    // TorchSharp gives a tensor without a handle for a source that the objective does not depend on.
    static bool IsGiven(Tensor gradient) => !gradient.IsInvalid;

    /// <summary>What is computed before a cut and read after it, at last by the objective.</summary>
    static ImmutableArray<string> Frontier(Graph graph, int cut, string objective)
    {
        var readLater = graph.Nodes.Skip(cut).SelectMany(node => node.Reads)
            .Append(objective)
            .ToHashSet(StringComparer.Ordinal);
        return [.. graph.Nodes.Take(cut).SelectMany(node => node.Outputs).Where(readLater.Contains)];
    }

    sealed record Segment(
        int Start, ImmutableArray<string> Frontier, ImmutableArray<Layer> Layers, ImmutableArray<string> Weights);
}
