using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>
/// A node's settings by name. A value is a <see cref="long"/>, <see cref="float"/>, <see cref="string"/>,
/// <see cref="TensorData"/>, an immutable array of long, float or string, a <see cref="Graphs.Graph"/> (a body of
/// <c>If</c>, <c>Loop</c>, <c>Scan</c>) or a <see cref="ValueInfo"/> without a name (a declared type).
/// </summary>
/// <remarks>Attributes of any other kind (lists of graphs, sparse tensors) are kept as <see cref="Opaque"/>.</remarks>
public sealed class Attributes
{
    readonly FrozenDictionary<string, object> _values;

    /// <summary>Attributes with these values.</summary>
    public Attributes(IEnumerable<KeyValuePair<string, object>> values)
    {
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
        Bodies = _values.Values.Any(value => value is Graph)
            ? [.. Names.Where(name => _values[name] is Graph).Select(name => (Graph)_values[name])]
            : [];
    }

    /// <summary>No attributes.</summary>
    public static Attributes Empty { get; } = new([]);

    /// <summary>The names, in ordinal order.</summary>
    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>The subgraphs, in the order of their attributes' names.</summary>
    public ImmutableArray<Graph> Bodies { get; }

    /// <summary>The value of <paramref name="name"/> as stored, or null.</summary>
    public object? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Whether <paramref name="name"/> is set.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>An integer, or <paramref name="fallback"/> when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public long Int(string name, long fallback) => Get(name, fallback);

    /// <summary>A float, or <paramref name="fallback"/> when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public float Float(string name, float fallback) => Get(name, fallback);

    /// <summary>A text, or <paramref name="fallback"/> when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public string Text(string name, string fallback) => Get(name, fallback);

    /// <summary>A list of integers; empty when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public ImmutableArray<long> Ints(string name) => Get(name, ImmutableArray<long>.Empty);

    /// <summary>A list of floats; empty when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public ImmutableArray<float> Floats(string name) => Get(name, ImmutableArray<float>.Empty);

    /// <summary>A tensor, or null when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public TensorData? Tensor(string name) => Get<TensorData?>(name, null);

    /// <summary>A subgraph, or null when absent.</summary>
    /// <exception cref="AttributeException">Present with another type.</exception>
    public Graph? Body(string name) => Get<Graph?>(name, null);

    /// <summary>These attributes with every subgraph replaced by what <paramref name="change"/> makes of it.</summary>
    public Attributes WithBodies(Func<Graph, Graph> change) => Bodies.Length == 0
        ? this
        : new(_values.Select(pair => pair.Value is Graph body ? new(pair.Key, change(body)) : pair));

    /// <summary>These attributes with <paramref name="name"/> set to <paramref name="value"/>.</summary>
    public Attributes With(string name, object value) =>
        new(_values.Where(pair => pair.Key != name).Append(new(name, value)));

    /// <summary>These attributes without <paramref name="name"/>.</summary>
    public Attributes Without(string name) => new(_values.Where(pair => pair.Key != name));

    T Get<T>(string name, T fallback) => _values.GetValueOrDefault(name) switch
    {
        null => fallback,
        T value => value,
        var other => throw new AttributeException(
            $"attribute '{name}' is a {other.GetType().Name}, expected {typeof(T).Name}"),
    };

    /// <summary>An attribute of a kind that has no value here, such as a sparse tensor.</summary>
    /// <param name="Kind">The kind's name in the format.</param>
    public sealed record Opaque(string Kind);
}
