using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Graphs.Inputs;

/// <summary>Finds out what every input of a graph takes.</summary>
/// <remarks>
/// The nodes that read an input, also through nodes that only change its form, decide first: indices of a Gather from a
/// constant table are ids. The name decides only what they leave open.
/// </remarks>
sealed class InputUses
{
    static readonly HashSet<string> Carriers = new(StringComparer.Ordinal)
    {
        "Cast", "Expand", "Flatten", "Identity", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze",
    };

    static readonly HashSet<string> Indexers = new(StringComparer.Ordinal)
    {
        "Gather", "GatherElements", "GatherND", "ScatterElements", "ScatterND", "Scatter",
    };

    readonly Graph _graph;
    readonly ILookup<string, (Node Node, int Index)> _readers;
    readonly HashSet<string> _constants;

    InputUses(Graph graph)
    {
        _graph = graph;
        _constants = ConstantValues.Of(graph);
        _readers = graph.Nodes
            .SelectMany(node => node.Inputs.Select((input, index) => (Input: input, Reader: (node, index))))
            .Where(pair => pair.Input.Length > 0)
            .ToLookup(pair => pair.Input, pair => pair.Reader, StringComparer.Ordinal);
    }

    /// <summary>The use of each input of a folded graph by its name.</summary>
    public static IReadOnlyDictionary<string, InputUse> Of(Graph graph)
    {
        var uses = new InputUses(graph);
        return graph.Inputs.ToDictionary(input => input.Name, uses.Of, StringComparer.Ordinal);
    }

    InputUse Of(ValueInfo input)
    {
        var name = input.Name.ToLowerInvariant();
        var readers = Readers(input.Name);
        if (input.Type.IsFloat())
        {
            return name.Contains("mask", StringComparison.Ordinal) ? new(InputKind.Mask)
                : IsPast(name) ? new(InputKind.Past)
                : new(InputKind.Samples);
        }

        if (input.Type == ElementType.Bool)
            return new(InputKind.Mask);
        var rows = readers.Select(reader => Rows(reader.Node, reader.Index)).Where(size => size > 0).ToArray();
        if (rows.Length > 0)
        {
            var isPosition = name.Contains("position", StringComparison.Ordinal)
                || name.Contains("pos_id", StringComparison.Ordinal);
            return new(isPosition ? InputKind.Positions : InputKind.Ids, rows.Min());
        }

        return OfIntegers(input, name, readers);
    }

    static InputUse OfIntegers(ValueInfo input, string name, IReadOnlyList<(Node Node, int Index)> readers)
    {
        if (name.Contains("mask", StringComparison.Ordinal))
            return new(InputKind.Mask);
        if (name.Contains("position", StringComparison.Ordinal))
            return new(InputKind.Positions);
        if (name.Contains("len", StringComparison.Ordinal) || readers.Any(IsSequenceLength))
            return new(InputKind.Lengths);
        if (readers.Any(reader => Indexers.Contains(reader.Node.Operator.Type) && reader.Index == 1))
            return new(InputKind.Indices);
        return input.Type == ElementType.UInt8 || (!input.Shape.IsDefault && input.Shape.Length > 2)
            ? new(InputKind.Samples)
            : new(InputKind.Mask);
    }

    static bool IsPast(string name) => name.Contains("past", StringComparison.Ordinal)
        || name.Contains("cache", StringComparison.Ordinal);

    static bool IsSequenceLength((Node Node, int Index) reader) =>
        reader is { Node.Operator.Type: "LSTM" or "GRU" or "RNN", Index: 4 };

    /// <summary>The nodes that read a value, through nodes that only change its form, and as which input.</summary>
    List<(Node Node, int Index)> Readers(string value)
    {
        var found = new List<(Node Node, int Index)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([value]);
        while (open.TryDequeue(out var name))
        {
            if (!seen.Add(name))
                continue;
            foreach (var reader in _readers[name])
            {
                if (reader.Index == 0 && Carriers.Contains(reader.Node.Operator.Type))
                    open.Enqueue(reader.Node.Outputs[0]);
                else
                    found.Add(reader);
            }
        }

        return found;
    }

    // How many rows the constant has that a node looks its input up in; 0 when it is no such node.
    long Rows(Node node, int index) => (node.Operator.Domain, node.Operator.Type, index) switch
    {
        ("", "Gather", 1) => Size(node.Inputs[0], node.Attributes.Int("axis", 0)),
        ("com.microsoft", "EmbedLayerNormalization", 0) => Size(node.Input(2), 0),
        ("com.microsoft", "EmbedLayerNormalization", 1) => Size(node.Input(4), 0),
        ("com.microsoft", "EmbedLayerNormalization", 8) => Size(node.Input(3), 0),
        ("", "OneHot", 0) => Depth(node.Inputs[1]),
        _ => 0,
    };

    long Depth(string value) =>
        _graph.Initializers.GetValueOrDefault(value) is { Count: 1 } depth ? (long)depth.ToDoubles()[0] : 0;

    long Size(string? table, long axis)
    {
        while (table is not null && _constants.Contains(table))
        {
            if (_graph.Initializers.TryGetValue(table, out var data))
                return data.Shape.Length > 0 ? data.Shape[(int)(axis < 0 ? axis + data.Shape.Length : axis)] : 0;
            if (_graph.Producer(table) is not { Operator.Type: "Cast" or "Identity" or "DequantizeLinear" } carrier)
                return 0;
            table = carrier.Inputs[0];
        }

        return 0;
    }
}
