using System.Collections.Immutable;

namespace OnnxZc.Graphs;

/// <summary>Builds a <see cref="Graph"/> value by value; its methods return the names of what they add.</summary>
/// <param name="opset">The opset of the default domain; it decides each operator's version.</param>
/// <param name="name">The graph's name.</param>
sealed class GraphBuilder(int opset, string name = "")
{
    readonly Dictionary<string, int> _opsets = new(StringComparer.Ordinal) { [""] = opset };
    readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    readonly List<ValueInfo> _inputs = [];
    readonly List<ValueInfo> _outputs = [];
    readonly List<Node> _nodes = [];
    readonly Dictionary<string, TensorData> _initializers = new(StringComparer.Ordinal);

    GeneratorNodes Generators => field ??= new(opset, _nodes.Add, _ => false);

    /// <summary>Imports another operator domain; without it a domain's opset is 1.</summary>
    public GraphBuilder Import(string domain, int version)
    {
        _opsets[domain] = version;
        return this;
    }

    /// <summary>An input; a null size is free: <c>N</c> at axis 0, <c>D1</c>, <c>D2</c>... elsewhere.</summary>
    public string Input(string name, ElementType type, params ReadOnlySpan<long?> shape) =>
        Input(new ValueInfo(name, type, Dimensions(shape)));

    /// <summary>An input as declared.</summary>
    public string Input(ValueInfo input)
    {
        _inputs.Add(input);
        return input.Name;
    }

    /// <summary>A constant tensor.</summary>
    public string Initializer(string name, TensorData data)
    {
        _initializers.Add(name, data);
        return name;
    }

    /// <summary>
    /// A float tensor drawn by a <c>RandomNormal</c> node: the weightless form of an initializer. The n-th draw of a
    /// graph has the seed n, from 1.
    /// </summary>
    public string Generated(string name, ReadOnlySpan<long> shape, double scale, double mean = 0) =>
        Generators.Normal(name, shape, scale, mean);

    /// <summary>A float tensor filled by a <c>ConstantOfShape</c> node; equal shapes share one constant.</summary>
    public string Filled(string name, ReadOnlySpan<long> shape, double value) =>
        Generators.Filled(name, shape, TensorData.Of<float>([(float)value], 1));

    /// <summary>
    /// An operation with one output, named <paramref name="output"/> or, by default, after the type and a counter.
    /// Attribute values may be any integer or floating type, bool, string, <see cref="TensorData"/>, or an array of
    /// long, int, float or string.
    /// </summary>
    public string Node(
        string type,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<(string Name, object Value)> attributes = default,
        string? output = null,
        string domain = "") =>
        Multi(type, inputs, [output ?? Fresh(type)], attributes, domain)[0];

    /// <summary>An operation with the given outputs; an empty name omits one.</summary>
    /// <exception cref="ModelException">The opset has no such operator.</exception>
    public ImmutableArray<string> Multi(
        string type,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<string> outputs,
        ReadOnlySpan<(string Name, object Value)> attributes = default,
        string domain = "")
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
            settings.Add(key, Stored(value));
        _opsets.TryAdd(domain, 1);
        var id = new OperatorId(domain, type, OperatorVersions.Resolve(domain, type, _opsets[domain]));
        _nodes.Add(new Node("", id, [.. inputs], [.. outputs], new Attributes(settings)));
        return _nodes[^1].Outputs;
    }

    /// <summary>Declares a result with its type and shape; a null size is free, as for inputs.</summary>
    public GraphBuilder Output(string name, ElementType type, params ReadOnlySpan<long?> shape)
    {
        _outputs.Add(new ValueInfo(name, type, Dimensions(shape)));
        return this;
    }

    /// <summary>A result as declared.</summary>
    public GraphBuilder Output(ValueInfo output)
    {
        _outputs.Add(output);
        return this;
    }

    /// <summary>The graph; <paramref name="outputs"/> are further results, float32 of undeclared shape.</summary>
    /// <exception cref="ModelException">A value is defined twice or never, or nodes form a cycle.</exception>
    public Graph Build(params ReadOnlySpan<string> outputs)
    {
        ImmutableArray<ValueInfo> results = [.. _outputs];
        foreach (var output in outputs)
            results = results.Add(new ValueInfo(output, ElementType.Float32, default));
        return new Graph(name, _opsets, [.. _inputs], results, _nodes, _initializers);
    }

    /// <summary>
    /// What was built as a subgraph, for an attribute of a node of another builder: values that it reads and does not
    /// define are captured.
    /// </summary>
    public Graph Body(params ReadOnlySpan<string> outputs)
    {
        ImmutableArray<ValueInfo> results = [.. _outputs];
        foreach (var output in outputs)
            results = results.Add(new ValueInfo(output, ElementType.Undefined, default));
        return Graph.Body(name, _opsets, [.. _inputs], results, _nodes, _initializers);
    }

    static ImmutableArray<Dimension> Dimensions(ReadOnlySpan<long?> shape) =>
        [.. shape.ToArray().Select((size, axis) => new Dimension(size, size is null ? FreeName(axis) : null))];

    static string FreeName(int axis) => axis == 0 ? "N" : $"D{axis}";

    string Fresh(string type)
    {
        var use = _uses[type] = _uses.GetValueOrDefault(type) + 1;
        return $"{type.ToLowerInvariant()}.{use}";
    }

    static object Stored(object value) => value switch
    {
        int or short or byte => Convert.ToInt64(value),
        bool flag => flag ? 1L : 0L,
        double number => (float)number,
        long[] list => list.ToImmutableArray(),
        int[] list => list.Select(item => (long)item).ToImmutableArray(),
        float[] list => list.ToImmutableArray(),
        string[] list => list.ToImmutableArray(),
        _ => value,
    };
}
