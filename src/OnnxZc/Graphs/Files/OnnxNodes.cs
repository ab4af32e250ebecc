using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>Reads the nodes of one model file and resolves the version of each operator.</summary>
sealed class OnnxNodes(
    IReadOnlyDictionary<string, int> opsets,
    IEnumerable<FunctionProto> functions,
    OnnxAttributes attributes)
{
    const int MostListed = 20;

    readonly HashSet<(string Domain, string Type)> _functions =
        [.. functions.Select(function => (OnnxHeader.Domain(function.Domain), function.Name))];

    readonly List<(Node Node, string Reason)> _unknown = [];

    /// <summary>The nodes, in the file's order.</summary>
    /// <exception cref="ModelException">
    /// A node breaks the format, or operators do not exist in the imported opsets; the latter are listed all at once.
    /// </exception>
    public List<Node> Read(IEnumerable<NodeProto> nodes)
    {
        var read = nodes.Select(Read).ToList();
        return _unknown.Count == 0 ? read : throw Unknown();
    }

    Node Read(NodeProto proto)
    {
        var domain = OnnxHeader.Domain(proto.Domain);
        var id = new OperatorId(domain, proto.OpType, 0);
        var node = new Node(proto.Name, id, [.. proto.Input], [.. proto.Output], Attributes.Empty);
        if (proto.OpType.Length == 0)
            throw Wrong(node, "has no operator type");
        if (node.Outputs.All(output => output.Length == 0))
            throw Wrong(node, $"({proto.OpType}) has no outputs");
        if (!opsets.TryGetValue(domain, out var opset))
            throw Wrong(node, $"({proto.OpType}) uses domain '{proto.Domain}', which the model does not import");
        if (_functions.Contains((domain, proto.OpType)))
            _unknown.Add((node, "a function of the model itself; export it with its functions inlined"));
        else if (!OperatorVersions.TryResolve(domain, proto.OpType, opset, out var version))
            _unknown.Add((node, OperatorVersions.WhyNot(proto.OpType, opset)));
        else
            node = Checked(node with { Operator = id with { SinceVersion = version } });
        return node with { Attributes = attributes.Read(proto.Attribute, node.Label) };
    }

    // Operators are free to read the inputs that their definition asks for; most would fail in odd ways without.
    static Node Checked(Node node)
    {
        var least = OperatorVersions.LeastInputs(node.Operator);
        if (node.Inputs.Length < least)
            throw Wrong(node, $"({node.Operator}) has {node.Inputs.Length} inputs; it takes at least {least}");
        return least == 0 || node.HasInput(0)
            ? node
            : throw Wrong(node, $"({node.Operator}) leaves out its first input, which it needs");
    }

    ModelException Unknown()
    {
        var types = _unknown.GroupBy(found => (found.Node.Operator.Domain, found.Node.Operator.Type)).ToList();
        var lines = types.Take(MostListed).Select(same => Line([.. same]));
        var rest = types.Count > MostListed ? $"; and {types.Count - MostListed} more" : "";
        return new(
            ModelErrorCode.UnsupportedOperator,
            $"{types.Count} of its operators cannot be used: {string.Join("; ", lines)}{rest}")
        {
            Node = _unknown[0].Node.Label,
            Operator = _unknown[0].Node.Operator.Type,
        };
    }

    string Line(List<(Node Node, string Reason)> same)
    {
        var (node, reason) = same[0];
        var more = same.Count > 1 ? $" and {same.Count - 1} more" : "";
        var id = node.Operator;
        var name = id.Domain.Length == 0 ? $"{id.Type} at opset {opsets[""]}" : $"{id.Domain}.{id.Type}";
        return $"{name} ({reason}; node '{node.Label}'{more})";
    }

    static ModelException Wrong(Node node, string what) =>
        new(ModelErrorCode.InvalidGraph, $"node '{node.Label}' {what}")
        {
            Node = node.Label,
            Operator = node.Operator.Type,
        };
}
