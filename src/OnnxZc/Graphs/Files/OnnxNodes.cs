using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>
/// Reads the nodes of one model file: resolves the version of each operator, and puts the bodies of local functions in
/// the place of their calls.
/// </summary>
/// <param name="opsets">What the model imports.</param>
/// <param name="functions">The model's functions.</param>
/// <param name="attributes">Reads attributes.</param>
/// <param name="limits">What the file may cost.</param>
sealed class OnnxNodes(
    IReadOnlyDictionary<string, int> opsets, OnnxFunctions functions, OnnxAttributes attributes, ReadLimits limits)
{
    // A trip count, and the lengths of sequences before version 9.
    static readonly string[] FirstIsOptional = ["Loop", "Scan"];

    readonly OnnxUnknownOperators _unknown = new();
    readonly OnnxFunctionSizes _sizes = new(functions, limits);

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
        var function = functions.Find(proto);
        _nodes++;
        if (_nodes > limits.MaxNodes || (function is not null && _nodes + _sizes.Of(function) > limits.MaxNodes))
        {
            throw new ModelException(
                ModelErrorCode.TooLarge, $"local functions expand to more nodes than the limit of {limits.MaxNodes}");
        }

        var node = Checked(proto, scope);
        if (function is null)
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
            node = WithInputs(node with { Operator = id with { SinceVersion = Agreed(node, opset, version) } });
        else
            _unknown.Add(node, opset);
        node = node with { Attributes = attributes.Read(proto.Attribute, node.Label, scope) };
        OnnxBodies.Check(node);
        return node;
    }

    // Operators are free to read the inputs that their definition asks for; most would fail in odd ways without.
    static Node WithInputs(Node node)
    {
        var least = OperatorVersions.LeastInputs(node.Operator);
        if (node.Inputs.Length < least)
            throw Wrong(node, $"({node.Operator}) has {node.Inputs.Length} inputs; it takes at least {least}");
        return least == 0 || node.HasInput(0) || FirstIsOptional.Contains(node.Operator.Type)
            ? node
            : throw Wrong(node, $"({node.Operator}) leaves out its first input, which it needs");
    }

    // The model is written for other tools with one opset.
    int Agreed(Node node, int opset, int version)
    {
        var (domain, type, _) = node.Operator;
        var isOne = !opsets.TryGetValue(domain, out var model) || model == opset
            || (OperatorVersions.TryResolve(domain, type, model, out var other) && other == version)
            || domain.Length > 0;
        return isOne
            ? version
            : throw new ModelException(
                ModelErrorCode.UnsupportedOpset,
                $"node '{node.Label}': a local function imports opset {opset}, the model {model}, and these define "
                + $"{type} differently; export the model and its functions with one opset")
            {
                Node = node.Label,
                Operator = type,
            };
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
