using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes;

/// <summary>
/// A backward pass cut into segments of a few layers each, so that the gradients by the layers' outputs, which are as
/// large as the activations, exist for one segment at a time.
/// </summary>
/// <remarks>
/// A segment takes the gradients by the values that leave it to those by the values that enter it, its frontier. Every
/// node is differentiated once, as in one backward pass, and the sums are the same. A weight that several nodes read
/// would be reached from several segments: such a network has one segment.
/// </remarks>
sealed class BackwardSegments
{
    const int Count = 12;

    readonly ImmutableArray<Segment> _segments;

    BackwardSegments(ImmutableArray<Segment> segments) => _segments = segments;

    /// <summary>ONNX names of the values that the forward pass must keep.</summary>
    public IReadOnlySet<string> Keep => _segments
        .SelectMany(segment => segment.Frontier.Concat(segment.Layers.Select(layer => layer.Output)))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Divides <paramref name="layers"/>, in execution order, among segments.</summary>
    public static BackwardSegments Of(Graph graph, IReadOnlyList<Layer> layers)
    {
        var position = graph.Nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        var isShared = graph.Nodes.SelectMany(node => node.Inputs.Distinct())
            .CountBy(input => input)
            .Any(pair => pair.Value > 1 && layers.Any(layer => layer.Weight == pair.Key));
        var size = isShared ? layers.Count : Math.Max(1, (layers.Count + Count - 1) / Count);
        var cuts = layers.Chunk(Math.Max(1, size)).Select(chunk => position[chunk[0].Node]).ToArray();
        return new([.. cuts.Select((cut, i) => new Segment(
            i == 0 ? [] : Frontier(graph, position, cut),
            [.. layers.Where(layer => IsWithin(position[graph.Producer(layer.Output)!], cuts, i))],
            [.. layers.Where(layer => IsWithin(position[layer.Node], cuts, i)).Select(layer => layer.Weight).Distinct()]))]);
    }

    /// <summary>One segment that gives the gradients by weights alone.</summary>
    public static BackwardSegments Whole(IReadOnlyList<Layer> layers) =>
        new([new([], [], [.. layers.Select(layer => layer.Weight).Distinct()])]);

    /// <summary>Differentiates <paramref name="objective"/>, disposing of values as soon as no segment needs them.</summary>
    /// <param name="objective">What is differentiated: one number.</param>
    /// <param name="values">The kept values by name.</param>
    /// <param name="weight">A weight by name.</param>
    /// <param name="onWeight">Takes a weight's gradient; it owns it by moving it to an outer scope.</param>
    /// <param name="onOutput">Takes a layer with its output and the gradient by it.</param>
    public void Run(
        Tensor objective,
        IReadOnlyDictionary<string, Tensor> values,
        Func<string, Tensor> weight,
        Action<string, Tensor> onWeight,
        Action<Layer, Tensor, Tensor> onOutput)
    {
        (Tensor[] Values, Tensor[]? Gradients) ahead = ([objective], null);
        foreach (var segment in _segments.Reverse())
        {
            using var scope = torch.NewDisposeScope();
            var frontier = segment.Frontier.Select(name => values[name]).Where(value => value.requires_grad).ToArray();
            var layers = segment.Layers.Where(layer => values[layer.Output].requires_grad).ToArray();
            Tensor[] sources =
            [
                .. frontier,
                .. segment.Weights.Select(weight),
                .. layers.Select(layer => values[layer.Output]),
            ];
            if (sources.Length == 0 || ahead.Values.Length == 0)
                return;

            var gradients = torch.autograd.grad(ahead.Values, sources, ahead.Gradients, allow_unused: true);
            var next = frontier.Zip(gradients).Where(pair => IsGiven(pair.Second)).ToArray();
            for (var i = 0; i < segment.Weights.Length; i++)
                Give(gradients[frontier.Length + i], gradient => onWeight(segment.Weights[i], gradient));
            for (var i = 0; i < layers.Length; i++)
            {
                var gradient = gradients[frontier.Length + segment.Weights.Length + i];
                Give(gradient, given => onOutput(layers[i], values[layers[i].Output], given));
            }

            foreach (var gradient in ahead.Gradients ?? [])
                gradient.Dispose();
            ahead = (
                [.. next.Select(pair => pair.First)],
                [.. next.Select(pair => pair.Second.MoveToOuterDisposeScope())]);
            foreach (var layer in layers.Where(layer => !segment.Frontier.Contains(layer.Output)))
                values[layer.Output].Dispose();
        }
    }

    static void Give(Tensor gradient, Action<Tensor> take)
    {
        if (IsGiven(gradient))
            take(gradient);
    }

    // TorchSharp gives a tensor without a handle for a source that the objective does not depend on.
    static bool IsGiven(Tensor gradient) => !gradient.IsInvalid;

    static bool IsWithin(int position, int[] cuts, int segment) =>
        (segment == 0 || position >= cuts[segment]) && (segment == cuts.Length - 1 || position < cuts[segment + 1]);

    /// <summary>What is computed before a cut and read after it; the first output is read by the objective.</summary>
    static ImmutableArray<string> Frontier(Graph graph, Dictionary<Node, int> position, int cut)
    {
        var readLater = graph.Nodes.Skip(cut).SelectMany(node => node.Inputs)
            .Append(graph.Outputs[0].Name)
            .ToHashSet(StringComparer.Ordinal);
        return [.. graph.Nodes.Take(cut).SelectMany(node => node.Outputs).Where(readLater.Contains)];
    }

    sealed record Segment(
        ImmutableArray<string> Frontier, ImmutableArray<Layer> Layers, ImmutableArray<string> Weights);
}
