using System.Collections.Immutable;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs;

/// <summary>
/// Colours the live values and nodes of a graph by their place in it, without looking at names. Three rounds, each
/// linear in the graph: up, a value is coloured by its operator, attributes and inputs' colours; down, by its colour
/// and those of all its readers with their slots, which tells a shared weight from two equal ones; and up again from
/// the second colours, so that a value knows its readers' other inputs too.
/// </summary>
sealed class GraphColours
{
    readonly Digest _digest = new();
    readonly Digest _reader = new();
    readonly Dictionary<string, UInt128> _values = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<UInt128>> _readers = new(StringComparer.Ordinal);
    readonly ImmutableArray<Node> _live;
    readonly string[] _constants;
    readonly UInt128[] _nodes;

    public GraphColours(Graph graph)
    {
        var constants = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        var (live, read) = Live(graph, constants);
        _live = [.. live.Where(node => !constants.ContainsKey(node.Outputs[0]))];
        _nodes = new UInt128[_live.Length];
        foreach (var (name, data) in graph.Initializers.Where(pair => read.Contains(pair.Key)))
            constants[name] = OperatorDigest.Of(data);
        _constants = [.. constants.Keys];
        ColourInputs(graph.Inputs);
        foreach (var (i, name) in graph.Captures.Index())
            _values[name] = _digest.Add("capture").Add(i).Colour();
        foreach (var (name, colour) in constants)
            _values[name] = colour;

        ColourUp(OperatorDigest.Of);
        ColourDown(graph);
        ColourUp(null);
    }

    /// <summary>The colours of the live nodes.</summary>
    public IEnumerable<UInt128> Nodes => _nodes;

    /// <summary>The colours of the live constant tensors.</summary>
    public IEnumerable<UInt128> Constants => _constants.Select(name => _values[name]);

    /// <summary>The colour of a graph input or live value.</summary>
    public UInt128 this[string value] => _values[value];

    static (List<Node> Nodes, HashSet<string> Read) Live(Graph graph, Dictionary<string, UInt128> constants)
    {
        var read = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var live = new List<Node>();
        foreach (var node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(read.Contains)))
        {
            live.Add(node);
            if (ConstantOf(graph, node) is { } colour)
                constants[node.Outputs[0]] = colour;
            else
                read.UnionWith(node.Reads);
        }

        live.Reverse();
        return (live, read);
    }

    // A node that generates floats is a weight whose elements the file does not keep: floats count by form alone.
    static UInt128? ConstantOf(Graph graph, Node node) => node.Operator is { Domain: "", Type: "Constant" }
        ? node.Attributes["value"] is TensorData tensor ? OperatorDigest.Of(tensor) : null
        : GeneratedForm.Of(graph, node) is { } form ? OperatorDigest.OfWeight(form.Type, form.Shape) : null;

    void ColourInputs(ImmutableArray<ValueInfo> inputs)
    {
        var symbols = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Length; i++)
        {
            var shape = inputs[i].Shape;
            _digest.Add("input").Add(i).Add((long)inputs[i].Type).Add(shape.IsDefault ? -1 : shape.Length);
            foreach (var dimension in shape.IsDefault ? [] : shape)
            {
                var symbol = dimension is { Size: null, Name: { } name } ? Index(symbols, name) : -1;
                _digest.Add(dimension.Size ?? -1).Add(symbol);
            }

            _values[inputs[i].Name] = _digest.Colour();
        }
    }

    static long Index(Dictionary<string, long> symbols, string name)
    {
        symbols.TryAdd(name, symbols.Count);
        return symbols[name];
    }

    void ColourUp(Func<Node, UInt128>? initial)
    {
        for (var i = 0; i < _live.Length; i++)
        {
            var node = _live[i];
            var colour = initial?.Invoke(node) ?? _nodes[i];
            var inputs = OperatorDigest.WithoutOmittedTail(node.Inputs);
            _digest.Add("up").Add(colour).Add(inputs.Length);
            foreach (var input in inputs)
                _digest.Add(input.Length == 0 ? UInt128.Zero : _values[input]);
            foreach (var capture in node.Captures)
                _digest.Add(_values[capture]);
            _nodes[i] = _digest.Colour();
            for (var k = 0; k < node.Outputs.Length; k++)
                _values[node.Outputs[k]] = _digest.Add("output").Add(_nodes[i]).Add(k).Colour();
        }
    }

    void ColourDown(Graph graph)
    {
        for (var i = 0; i < graph.Outputs.Length; i++)
            Reader(graph.Outputs[i].Name, "result", 0, i);
        for (var i = _live.Length - 1; i >= 0; i--)
        {
            _digest.Add("down").Add(_nodes[i]);
            foreach (var output in OperatorDigest.WithoutOmittedTail(_live[i].Outputs))
                _digest.AddSorted(ReadersOf(output));
            _nodes[i] = _digest.Colour();
            for (var slot = 0; slot < _live[i].Inputs.Length; slot++)
                Reader(_live[i].Inputs[slot], "reader", _nodes[i], slot);
            foreach (var (slot, capture) in _live[i].Captures.Index())
                Reader(capture, "body", _nodes[i], slot);
        }

        foreach (var name in graph.Inputs.Select(input => input.Name).Concat(graph.Captures).Concat(_constants))
            _values[name] = _digest.Add("source").Add(_values[name]).AddSorted(ReadersOf(name)).Colour();
    }

    List<UInt128> ReadersOf(string value) => _readers.GetValueOrDefault(value, []);

    void Reader(string value, string role, UInt128 colour, int slot)
    {
        if (value.Length == 0)
            return;
        if (!_readers.TryGetValue(value, out var readers))
            _readers[value] = readers = [];
        readers.Add(_reader.Add(role).Add(colour).Add(slot).Colour());
    }
}
