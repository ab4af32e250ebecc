using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Replaces an If whose condition is known before the walk by its branch, and a Loop of a known small number of
/// iterations by these, so that all that looks at a graph sees through them.
/// </summary>
static class ControlFlow
{
    const int MostRounds = 64;

    /// <summary>The graph without such nodes, and folded again.</summary>
    /// <remarks>A condition is known when it is the same for two sizes of the leading dimensions.</remarks>
    /// <param name="folded">A folded graph.</param>
    /// <param name="dimensions">Sizes of free dimensions by their symbolic name.</param>
    public static Graph Inline(Graph folded, IReadOnlyDictionary<string, long>? dimensions = null)
    {
        for (var round = 0; round < MostRounds && folded.Nodes.Any(node => node.Attributes.Bodies.Length > 0); round++)
        {
            var inlining = new Inlining(folded);
            var isChanged = false;
            var nodes = Nodes(folded, Trials(folded, dimensions), inlining, ref isChanged);
            if (!isChanged)
                break;
            folded = ConstantFolder.Fold(folded.With(nodes, folded.Initializers.Concat(inlining.Initializers)));
        }

        return folded;
    }

    static List<Node> Nodes(Graph graph, ImmutableArray<Shapes> trials, Inlining inlining, ref bool isChanged)
    {
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            if (Replacement(node, trials, inlining) is { } replacement)
            {
                nodes.AddRange(replacement);
                isChanged = true;
                continue;
            }

            var changed = isChanged;
            nodes.Add(node with { Attributes = node.Attributes.WithBodies(body => Body(body, ref changed)) });
            isChanged = changed;
        }

        return nodes;

        Graph Body(Graph body, ref bool changed)
        {
            ImmutableArray<Shapes> inside = [.. trials.Select(shapes => shapes.Inside(body)).OfType<Shapes>()];
            return inside.Length < trials.Length ? body : body.With(Nodes(body, inside, inlining, ref changed));
        }
    }

    static IEnumerable<Node>? Replacement(Node node, ImmutableArray<Shapes> trials, Inlining inlining)
    {
        if (trials.Length == 0 || node.Operator.Domain.Length > 0)
            return null;
        if (node.Operator.Type == "If")
        {
            var branches = trials.Select(shapes => Subgraphs.Branch(node, shapes[node.Input(0)])).Distinct().ToList();
            return branches is [{ } branch] ? inlining.Branch(node, branch) : null;
        }

        if (node.Operator.Type != "Loop" || node.Attributes.Body("body") is not { } body)
            return null;
        var counts = trials.Select(shapes => Subgraphs.Runs(node, shapes)).Distinct().ToList();
        return counts is [{ } count] ? inlining.Iterations(node, body, count) : null;
    }

    // What is known for two sizes of the leading dimensions, or for the file's alone where no other fits.
    static ImmutableArray<Shapes> Trials(Graph graph, IReadOnlyDictionary<string, long>? dimensions)
    {
        var first = Infer(graph, dimensions, fallback: 1, added: 0);
        var second = Infer(graph, dimensions, fallback: 2, added: 1);
        return [.. new[] { first, second }.OfType<Shapes>()];
    }

    static Shapes? Infer(Graph graph, IReadOnlyDictionary<string, long>? dimensions, long fallback, long added)
    {
        var inputs = new Dictionary<string, ImmutableArray<long>>(StringComparer.Ordinal);
        var open = graph.Inputs.ToDictionary(input => input.Name, Opened);
        foreach (var input in graph.Inputs.Where(input => !input.Shape.IsDefault))
        {
            long?[] sizes = [.. input.Shape.Select((dimension, axis) => Size(dimension, axis))];
            if (sizes.All(size => size is not null))
                inputs[input.Name] = [.. sizes.Select(size => size.GetValueOrDefault())];
        }

        try
        {
            return ShapeInference.Infer(graph.With(inputs: [.. open.Values]), inputs);
        }
        catch (ModelException mismatch) when (mismatch.Code == ModelErrorCode.ShapeMismatch)
        {
            return null;
        }

        long? Size(Dimension dimension, int axis) => dimension switch
        {
            { Size: { } size } => axis == 0 ? size + added : size,
            { Name: { } name } when dimensions?.TryGetValue(name, out var given) == true => given,
            _ when axis == 0 => fallback,
            _ => null,
        };

        ValueInfo Opened(ValueInfo input) => added > 0 && !input.Shape.IsDefaultOrEmpty
            ? input with { Shape = input.Shape.SetItem(0, default) }
            : input;
    }
}
