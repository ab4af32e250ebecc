using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference;

/// <summary>What is known of every value of a graph for given input shapes.</summary>
/// <param name="values">The values whose shape is known, by name.</param>
/// <param name="unknown">The nodes whose outputs are not known, and why.</param>
/// <param name="inside">What is known inside of each subgraph in whatever iteration; null where there are none.</param>
sealed class Shapes(
    IReadOnlyDictionary<string, KnownValue> values,
    ImmutableArray<UnknownShape> unknown,
    IReadOnlyDictionary<Graph, Shapes>? inside = null)
{
    /// <summary>The nodes whose outputs are not known, in the graph's order.</summary>
    public ImmutableArray<UnknownShape> Unknown { get; } = unknown;

    /// <summary>What is known of <paramref name="value"/>, or null.</summary>
    public KnownValue? this[string? value] => value is null ? null : values.GetValueOrDefault(value);

    /// <summary>The shape of <paramref name="value"/>; default (<c>IsDefault</c>) when unknown.</summary>
    public ImmutableArray<long> Shape(string? value) => this[value]?.Shape ?? default;

    /// <summary>The element type of <paramref name="value"/>; undefined when unknown.</summary>
    public ElementType Type(string? value) => this[value]?.Type ?? ElementType.Undefined;

    /// <summary>What is known of the values of a subgraph; null when nothing was followed into it.</summary>
    public Shapes? Inside(Graph body) => inside?.GetValueOrDefault(body);

    /// <summary>The contents of a small constant, or null.</summary>
    public TensorData? Constant(string? value) => this[value]?.Constant;
}
