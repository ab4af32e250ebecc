using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Passes.Autograd;

/// <summary>
/// A forward pass and its backward passes cut into segments, so that the gradients by the layers' outputs, which are as
/// large as the activations, exist for one segment at a time.
/// </summary>
/// <remarks>
/// What crosses a cut enters the next segment as a leaf of its own autograd graph; the gradient by the leaf is where
/// the segment before goes on. Every node is differentiated once per target, and the sums are those of one backward
/// pass.
/// </remarks>
sealed class BackwardSegments
{
    readonly ImmutableArray<Segment> _segments;

    BackwardSegments(ImmutableArray<Segment> segments) => _segments = segments;

    /// <summary>Per position of a node, the values that are cut before it.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<string>> Cuts =>
        _segments.Skip(1).ToDictionary(segment => segment.Start, segment => segment.Frontier);

    /// <summary>
    /// Whether cutting saves memory: gradients of gradients and those between values need the autograd graph in one
    /// piece, and gradients by layers' weights alone are small.
    /// </summary>
    /// <param name="sources">By which weights is differentiated.</param>
    /// <param name="wantsValues">Whether gradients by values are wanted.</param>
    public static bool ServeBest(GradientSources sources, bool wantsValues) =>
        (wantsValues || (sources & (GradientSources.Parameters | GradientSources.Scaling)) != 0)
        && (sources & (GradientSources.Curvature | GradientSources.Features)) == 0;

    /// <summary>The pass cut before some nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cuts">The positions of the nodes, in order.</param>
    /// <param name="objective">The value that the objective reads.</param>
    public static BackwardSegments Of(Graph graph, ImmutableArray<int> cuts, string objective)
    {
        int[] starts = [0, .. cuts];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new([.. starts.Select((start, i) =>
        {
            var end = i + 1 < starts.Length ? starts[i + 1] : graph.Nodes.Length;
            var reads = graph.Nodes[start..end].SelectMany(node => node.Reads).ToHashSet(StringComparer.Ordinal);
            return new Segment(
                start,
                Frontier(graph, start, objective),
                Defined(graph, start, end),
                [.. reads.Where(graph.Initializers.ContainsKey)],
                [.. graph.Inputs.Select(input => input.Name).Where(reads.Contains)],
                [.. reads.Where(seen.Add)]);
        })]);
    }

    /// <summary>The whole pass as one segment.</summary>
    public static BackwardSegments Whole(Graph graph) => new([new(
        0,
        [],
        Defined(graph, 0, graph.Nodes.Length),
        [.. graph.Nodes.SelectMany(node => node.Reads).Where(graph.Initializers.ContainsKey).Distinct()],
        [.. graph.Inputs.Select(input => input.Name)],
        [.. graph.Nodes.SelectMany(node => node.Reads)])]);

    /// <summary>
    /// Differentiates all targets. One that asks for curvature comes last, as its second derivative ends the autograd
    /// graph.
    /// </summary>
    /// <param name="targets">What is differentiated.</param>
    /// <param name="forward">What the forward pass left.</param>
    public void Run(IReadOnlyList<BackwardTarget> targets, ForwardValues forward)
    {
        var crossings = forward.Crossings.ToLookup(crossing => crossing.Cut);
        using var parts = torch.NewDisposeScope();
        Crossing[] exits = [];
        foreach (var segment in _segments.Reverse())
        {
            var entries = crossings[segment.Start].ToArray();
            for (var i = 0; i < targets.Count; i++)
            {
                var (target, retain) = (targets[i], i + 1 < targets.Count);
                target.Try(() => Step(target, segment, entries, forward, retain, parts));
            }

            forward.Release(segment.Values.Keys.ToHashSet(StringComparer.Ordinal));
            Array.ForEach(exits, exit => exit.Before.Dispose());
            Array.ForEach(entries, entry => entry.After.Dispose());
            exits = entries;
        }
    }

    static void Step(
        BackwardTarget target,
        Segment segment,
        Crossing[] entries,
        ForwardValues forward,
        bool retain,
        DisposeScope parts)
    {
        using var scope = torch.NewDisposeScope();

        // From the last to the first, wherever the cuts are: what captures add up has the same bits.
        var weights = segment.Weights.Reverse().Where(name => forward.IsWanted(name, target.Sources)).ToArray();
        var values = ValuesOf(target, segment, forward);
        var sources = target.IsBase ? forward.SourcesOf(segment.Values.Keys) : [];
        Tensor[] leaves =
        [
            .. entries.Select(entry => entry.After),
            .. weights.Select(forward.State),
            .. values.Select(name => forward.Kept[name]),
            .. sources.Select(source => source.Output),
        ];
        Begin(target, segment);
        if (leaves.Length == 0 || target.Ends.Length == 0)
            return;

        var isCurved = target.Sources.HasFlag(GradientSources.Curvature);
        var gradients = new Queue<Tensor>(torch.autograd.grad(
            target.Ends, leaves, target.EndGradients, retain || isCurved, create_graph: isCurved, allow_unused: true));
        var begun = entries.Select(entry => (entry.Before, Gradient: gradients.Dequeue()))
            .Where(pair => IsGiven(pair.Gradient)).ToArray();
        var byWeight = weights.Select(name => (Name: name, Gradient: Given(gradients.Dequeue()))).ToArray();
        foreach (var (name, gradient) in byWeight)
        {
            if (target.Complete(name, gradient?.detach(), segment.FirstReads.Contains(name), parts) is { } whole)
                target.ShowWeight(name, forward.State(name), whole, forward.IsOfLayer(name), parts);
        }

        foreach (var name in values)
        {
            var isLast = segment.Values.ContainsKey(name) || segment.FirstReads.Contains(name);
            if (target.Complete(name, Given(gradients.Dequeue())?.detach(), isLast, parts) is { } whole)
                target.ShowGradient(name, whole, forward.Kept);
        }

        foreach (var source in sources)
        {
            if (Given(gradients.Dequeue()) is { } gradient)
                target.Adjoints.Add(source, gradient.MoveToOtherDisposeScope(parts));
        }

        if (isCurved)
        {
            var ofLayers = byWeight.Where(pair => pair.Gradient is not null && forward.IsOfLayer(pair.Name));
            Curve(target, [.. ofLayers], forward, retain);
        }

        Array.ForEach(target.EndGradients ?? [], gradient => gradient.Dispose());
        target.Ends = [.. begun.Select(pair => pair.Before)];
        target.EndGradients = [.. begun.Select(pair => pair.Gradient.MoveToOtherDisposeScope(parts))];
    }

    static string[] ValuesOf(BackwardTarget target, Segment segment, ForwardValues forward) =>
    [
        .. target.Gradients
            .Where(name => (segment.Values.ContainsKey(name) || segment.Inputs.Contains(name))
                && forward.Kept[name].requires_grad)
            .OrderByDescending(name => segment.Values.GetValueOrDefault(name, -1)),
    ];

    /// <summary>Adds what a segment's sources begin to where a target goes on that is based on another.</summary>
    static void Begin(BackwardTarget target, Segment segment)
    {
        if (target.Base?.Adjoints is not { } adjoints)
            return;
        var sources = adjoints.Keys.Where(source => segment.Values.ContainsKey(source.Name)).ToArray();
        var begun = Array.ConvertAll(sources, source =>
        {
            adjoints.Remove(source, out var adjoint);
            var begin = source.Begin(adjoint!);
            if (!ReferenceEquals(begin.Gradient, adjoint))
                adjoint!.Dispose();
            return begin;
        });
        var given = target.EndGradients ?? Array.ConvertAll(target.Ends, end => torch.ones_like(end));
        target.Ends = [.. target.Ends, .. begun.Select(pair => pair.End)];
        target.EndGradients = [.. given, .. begun.Select(pair => pair.Gradient)];
    }

    /// <summary>The gradient of ½‖g‖², of which the Hessian's product with g is made.</summary>
    static void Curve(
        BackwardTarget target, (string Name, Tensor? Gradient)[] byWeight, ForwardValues forward, bool retain)
    {
        var ends = byWeight.Where(pair => pair.Gradient!.requires_grad).ToArray();
        var weights = byWeight.Select(pair => forward.State(pair.Name)).ToArray();
        if (ends.Length == 0)
            return;
        var products = torch.autograd.grad(
            [.. ends.Select(pair => pair.Gradient!)],
            weights,
            [.. ends.Select(pair => pair.Gradient!.detach())],
            retain_graph: retain,
            allow_unused: true);
        for (var i = 0; i < weights.Length; i++)
        {
            if (Given(products[i]) is { } product)
                target.ShowCurvature(byWeight[i].Name, weights[i], product);
        }
    }

    static Tensor? Given(Tensor gradient) => IsGiven(gradient) ? gradient : null;

    // TorchSharp gives a tensor without a handle for a source that the objective does not depend on.
    static bool IsGiven(Tensor gradient) => !gradient.IsInvalid;

    static ImmutableDictionary<string, int> Defined(Graph graph, int start, int end) => graph.Nodes[start..end]
        .SelectMany((node, i) => node.Outputs.Where(name => name.Length > 0).Select(name => (name, start + i)))
        .ToImmutableDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>What is computed before a cut and read after it, at last by the objective.</summary>
    static ImmutableArray<string> Frontier(Graph graph, int cut, string objective)
    {
        var readLater = graph.Nodes.Skip(cut).SelectMany(node => node.Reads)
            .Append(objective)
            .ToHashSet(StringComparer.Ordinal);
        return [.. graph.Nodes.Take(cut).SelectMany(node => node.Outputs).Where(readLater.Contains)];
    }

    /// <param name="Start">The position of its first node.</param>
    /// <param name="Frontier">Values that enter it.</param>
    /// <param name="Values">What is computed in it, by the positions of nodes.</param>
    /// <param name="Weights">Initializers that it reads.</param>
    /// <param name="Inputs">Inputs of the model that it reads.</param>
    /// <param name="FirstReads">What no earlier segment reads: with it, gradients are complete.</param>
    sealed record Segment(
        int Start,
        ImmutableArray<string> Frontier,
        ImmutableDictionary<string, int> Values,
        ImmutableArray<string> Weights,
        ImmutableArray<string> Inputs,
        ImmutableHashSet<string> FirstReads);
}
