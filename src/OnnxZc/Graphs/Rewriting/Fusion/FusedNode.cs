using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting.Fusion;

/// <summary>A node that is taken apart, and the nodes that take its place.</summary>
/// <param name="node">The fused node.</param>
/// <param name="graph">The graph that it stands in.</param>
sealed class FusedNode(Node node, FusedGraph graph)
{
    const int MostCarriers = 8;

    readonly List<Node> _parts = [];

    public Node Node => node;

    public Attributes Attributes => node.Attributes;

    /// <summary>The opset of the default domain.</summary>
    public int Opset => graph.Opset;

    /// <summary>The nodes in order.</summary>
    public IEnumerable<Node> Parts => _parts;

    /// <summary>The name of an input that the operator needs.</summary>
    /// <exception cref="ModelException">It is omitted.</exception>
    public string Input(int index) => node.Input(index)
        ?? throw ModelException.At(node, ModelErrorCode.InvalidGraph, $"input {index} is missing");

    /// <summary>The content of an input that is an initializer, or null.</summary>
    public TensorData? Constant(int index) =>
        node.Input(index) is { } name ? graph.Initializers.GetValueOrDefault(name) : null;

    /// <summary>Whether every one of these inputs that is given is an initializer.</summary>
    public bool AreConstant(params ReadOnlySpan<int> inputs)
    {
        foreach (var index in inputs)
        {
            if (node.HasInput(index) && Constant(index) is null)
                return false;
        }

        return true;
    }

    /// <summary>Whether somebody reads output <paramref name="index"/>.</summary>
    public bool IsRead(int index) => index < node.Outputs.Length && node.Outputs[index].Length > 0
        && graph.IsRead(node.Outputs[index]);

    /// <summary>The operators that read the first output.</summary>
    public IEnumerable<OperatorId> Readers => graph.Readers(node.Outputs[0]).Select(reader => reader.Operator);

    /// <summary>The number of dimensions of a value as far as its declaration or origin tells, or null.</summary>
    public int? Rank(string value)
    {
        for (var i = 0; i < MostCarriers; i++)
        {
            if (graph.Producer(value) is not { Operator.Type: "Cast" or "Identity" } carrier || !carrier.HasInput(0))
                break;
            value = carrier.Inputs[0];
        }

        return graph.Producer(value)?.Operator.Type is "EmbedLayerNormalization" or "ReduceSum"
            ? 1
            : graph.Rank(value);
    }

    /// <summary>Whether a matrix product makes a value.</summary>
    public bool IsProduct(string value) => graph.Producer(value)?.Operator.Type is "MatMul" or "FusedMatMul";

    /// <summary>A new constant.</summary>
    public string Constant(string part, TensorData data)
    {
        var name = Name(part);
        graph.Initializers[name] = data;
        return name;
    }

    /// <summary>A node of the default domain; it produces output <paramref name="output"/>, or a new value.</summary>
    public string Add(
        string type, ReadOnlySpan<string> inputs, Attributes? attributes = null, string? output = null,
        string domain = "")
    {
        var result = output ?? Name($"{type}{_parts.Count}");
        var version = OperatorVersions.Resolve(domain, type, domain.Length == 0 ? Opset : 1);
        _parts.Add(new(
            $"{node.Label}/{type}", new(domain, type, version), [.. inputs], [result], attributes ?? Attributes.Empty));
        return result;
    }

    /// <summary>The equal parts of a value along its last dimension.</summary>
    public string[] Split(string value, int parts)
    {
        string[] outputs = [.. Enumerable.Range(0, parts).Select(i => Name($"part{i}"))];
        var attributes = Attributes.Empty.With("axis", -1L);
        if (Opset >= 18)
            attributes = attributes.With("num_outputs", (long)parts);
        var version = OperatorVersions.Resolve("", "Split", Opset);
        _parts.Add(new($"{node.Label}/Split", new("", "Split", version), [value], [.. outputs], attributes));
        return outputs;
    }

    /// <summary>A value as bytes with the scale and zero point of its range.</summary>
    public string[] Quantise(string value)
    {
        string[] outputs = [Name("bytes"), Name("scale"), Name("zero")];
        var version = OperatorVersions.Resolve("", "DynamicQuantizeLinear", Opset);
        _parts.Add(new(
            $"{node.Label}/DynamicQuantizeLinear",
            new("", "DynamicQuantizeLinear", version),
            [value],
            [.. outputs],
            Attributes.Empty));
        return outputs;
    }

    /// <summary>The value with new dimensions of size 1.</summary>
    public string Unsqueeze(string value, params long[] axes) => Opset >= 13
        ? Add("Unsqueeze", [value, Constant($"axes{_parts.Count}", TensorData.Int64s(axes))])
        : Add("Unsqueeze", [value], Attributes.Empty.With("axes", axes.ToImmutableArray()));

    string Name(string part) => $"{node.Outputs[0]}/{part}";
}
