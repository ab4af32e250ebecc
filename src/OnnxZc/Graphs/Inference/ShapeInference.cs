using System.Collections.Immutable;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs.Inference;

/// <summary>
/// Follows concrete input shapes through a graph by the operators' definitions, and small constants with them, so that
/// computed target shapes resolve.
/// </summary>
static class ShapeInference
{
    /// <summary>
    /// The shapes for <paramref name="inputShapes"/>; an input that is not in it has its declared shape, or an unknown
    /// one when the declaration leaves a dimension free.
    /// </summary>
    /// <exception cref="ModelException">
    /// Shapes do not fit, inside the graph or between an input and its declaration.
    /// </exception>
    public static Shapes Infer(Graph graph, IReadOnlyDictionary<string, ImmutableArray<long>> inputShapes)
    {
        var values = new Dictionary<string, KnownValue>(StringComparer.Ordinal);
        foreach (var (name, data) in graph.Initializers)
            values[name] = KnownValue.Of(data);
        foreach (var input in graph.Inputs)
        {
            if (ShapeOf(input, inputShapes) is { IsDefault: false } shape)
                values[input.Name] = new(input.Type, shape);
        }

        var budget = new ConstantBudget();
        var inside = new Dictionary<Graph, Shapes>(ReferenceEqualityComparer.Instance);
        return new(values, Follow(graph, values, budget, inside), inside);
    }

    /// <summary>
    /// Follows all nodes of a graph or subgraph; returns those whose outputs are not known.
    /// </summary>
    /// <exception cref="ModelException">Shapes do not fit.</exception>
    public static ImmutableArray<UnknownShape> Follow(
        Graph graph,
        Dictionary<string, KnownValue> values,
        ConstantBudget budget,
        Dictionary<Graph, Shapes>? inside)
    {
        var unknown = ImmutableArray.CreateBuilder<UnknownShape>();
        foreach (var node in graph.Nodes)
        {
            if (Follow(node, values, budget, inside) is { } reason)
                unknown.Add(new(node, reason));
        }

        return unknown.ToImmutable();
    }

    static ImmutableArray<long> ShapeOf(
        ValueInfo input,
        IReadOnlyDictionary<string, ImmutableArray<long>> given)
    {
        var declared = input.Shape;
        if (!given.TryGetValue(input.Name, out var shape))
        {
            return declared.IsDefault || declared.Any(d => d.Size is null)
                ? default
                : [.. declared.Select(d => d.Size.GetValueOrDefault())];
        }

        var fits = declared.IsDefault
            || (declared.Length == shape.Length
                && declared.Zip(shape).All(d => d.First.Size is not { } size || size == d.Second));
        return fits
            ? shape
            : throw new ModelException(
                ModelErrorCode.ShapeMismatch,
                $"input {input} cannot take data of shape {ShapeText.Of(shape)}");
    }

    /// <summary>
    /// Adds what is known of a node's outputs to <paramref name="values"/>; returns why, where nothing is.
    /// </summary>
    /// <exception cref="ModelException">Shapes do not fit.</exception>
    public static string? Follow(
        Node node,
        Dictionary<string, KnownValue> values,
        ConstantBudget budget,
        Dictionary<Graph, Shapes>? inside = null)
    {
        if (node.Attributes.Bodies.Length > 0)
            return new Subgraphs(node, values, budget, inside).Follow();
        var operation = new Operation(node, [.. node.Inputs.Select(values.GetValueOrDefault)]);
        var inferred = ShapeRuleTable.Apply(operation);
        if (inferred.Reason is not null)
            return inferred.Reason;

        var constants = ConstantKernels.Evaluate(operation, inferred.Outputs, budget);
        for (var i = 0; i < Math.Min(node.Outputs.Length, inferred.Outputs.Length); i++)
        {
            var (type, shape) = inferred.Outputs[i];
            values[node.Outputs[i]] = new(type, shape, constants?[i]);
        }

        return null;
    }
}
