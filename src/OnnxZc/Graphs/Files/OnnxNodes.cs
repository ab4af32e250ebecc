using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>
/// Reads the nodes of one model file: resolves the version of each operator, and puts the bodies of local functions in
/// the place of their calls.
/// </summary>
sealed class OnnxNodes(OnnxFunctions functions, OnnxAttributes attributes, ReadLimits limits)
{
    readonly OnnxUnknownOperators _unknown = new();

    int _nodes;

    /// <summary>The nodes of one graph, in the file's order.</summary>
    /// <exception cref="ModelException">A node breaks the format or a limit is exceeded.</exception>
    public IEnumerable<Node> Read(IEnumerable<NodeProto> nodes, OnnxScope scope)
    {
        CheckDepth(scope);
        return nodes.SelectMany(node => Read(node, scope));
    }

    /// <summary>Throws where operators do not exist in the imported opsets, all of them listed at once.</summary>
    public void CheckKnown() => _unknown.Check();

    IEnumerable<Node> Read(NodeProto proto, OnnxScope scope)
    {
        if (++_nodes > limits.MaxNodes)
        {
            throw new ModelException(
                ModelErrorCode.TooLarge, $"local functions expand to more nodes than the limit of {limits.MaxNodes}");
        }

        var node = Checked(proto, scope);
        if (functions.Find(proto) is not { } function)
            return [Resolved(node, proto, scope)];
        var inner = functions.Enter(function, proto, scope);
        return Read(function.Node, inner).Concat(PassedThrough(function, proto, scope, inner));
    }

    // A function's output that is one of its inputs has no node of its own.
    static IEnumerable<Node> PassedThrough(FunctionProto function, NodeProto call, OnnxScope scope, OnnxScope inner)
    {
        for (var i = 0; i < call.Output.Count; i++)
        {
            var (given, made) = (scope.Name(call.Output[i]), inner.Name(function.Output[i]));
            if (given.Length > 0 && given != made)
                yield return new($"{inner.Prefix}result", new("", "Identity", 1), [made], [given], Attributes.Empty);
        }
    }

    Node Resolved(Node node, NodeProto proto, OnnxScope scope)
    {
        var id = node.Operator;
        var opset = scope.Opsets[id.Domain];
        if (OperatorVersions.TryResolve(id.Domain, id.Type, opset, out var version))
            node = node with { Operator = id with { SinceVersion = version } };
        else
            _unknown.Add(node, opset);
        return node with { Attributes = attributes.Read(proto.Attribute, node.Label, scope) };
    }

    static Node Checked(NodeProto proto, OnnxScope scope)
    {
        var node = new Node(
            proto.Name.Length > 0 ? scope.Prefix + proto.Name : "",
            new(OnnxHeader.Domain(proto.Domain), proto.OpType, 0),
            [.. proto.Input.Select(scope.Name)],
            [.. proto.Output.Select(scope.Name)],
            Attributes.Empty);
        if (proto.OpType.Length == 0)
            throw Wrong(node, "has no operator type");
        if (node.Outputs.All(output => output.Length == 0))
            throw Wrong(node, $"({proto.OpType}) has no outputs");
        return scope.Opsets.ContainsKey(node.Operator.Domain)
            ? node
            : throw Wrong(node, $"({proto.OpType}) uses domain '{proto.Domain}', which the model does not import");
    }

    void CheckDepth(OnnxScope scope)
    {
        if (scope.Depth > limits.MaxNesting)
        {
            throw new ModelException(
                ModelErrorCode.TooLarge,
                $"subgraphs and local functions are nested deeper than the limit of {limits.MaxNesting} levels");
        }
    }

    static ModelException Wrong(Node node, string what) =>
        new(ModelErrorCode.InvalidGraph, $"node '{node.Label}' {what}")
        {
            Node = node.Label,
            Operator = node.Operator.Type,
        };
}
