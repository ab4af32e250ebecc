using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Onnx;

namespace OnnxZc.Graphs.Files;

/// <summary>Reads the graph of one model file, with its subgraphs and local functions.</summary>
sealed class OnnxGraphs
{
    readonly ModelProto _model;
    readonly OnnxTensors _tensors;
    readonly OnnxNames _names;
    readonly OnnxNodes _nodes;
    readonly Dictionary<string, int> _opsets;
    readonly GraphProto _graph;
    readonly Dictionary<TensorProto, TensorData?> _shared = new(ReferenceEqualityComparer.Instance);

    public OnnxGraphs(ModelProto model, OnnxTensors tensors, ReadLimits limits)
    {
        (_model, _tensors) = (model, tensors);
        _opsets = OnnxHeader.Opsets(model);
        _graph = model.Graph ?? throw OnnxHeader.NotOnnx("it has no graph");
        _names = new(_graph);
        _nodes = new(_opsets, new(model.Functions, _names), new(tensors, Body), limits);
    }

    /// <summary>The model's graph; calls of local functions are replaced by what the functions do.</summary>
    /// <exception cref="ModelException">The graph breaks a rule of the format or a limit.</exception>
    public Graph Read()
    {
        if (_graph.Output.Count == 0)
            throw new ModelException(ModelErrorCode.InvalidGraph, "the graph has no outputs");
        var scope = new OnnxScope { Opsets = _opsets };
        var nodes = _nodes.Read(_graph.Node, scope).ToList();
        _nodes.CheckKnown();
        var parts = Parts(_graph, nodes, scope);
        var opsets = new Dictionary<string, int>(_opsets, StringComparer.Ordinal);
        foreach (var (domain, version) in _model.Functions.SelectMany(f => OnnxHeader.Opsets(f.OpsetImport)))
            opsets.TryAdd(domain, version);
        return new(_graph.Name, opsets, parts.Inputs, parts.Outputs, nodes, parts.Initializers);
    }

    Graph Body(GraphProto graph, OnnxScope outer)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        foreach (var name in OnnxNames.Defined(graph).Where(name => !names.ContainsKey(name)))
            names[name] = _names.Claim(outer.Prefix + name);
        var scope = outer with { Outer = outer, Names = names, Depth = outer.Depth + 1 };
        var nodes = _nodes.Read(graph.Node, scope).ToList();
        var parts = Parts(graph, nodes, scope);
        return Graph.Body(graph.Name, _opsets, parts.Inputs, parts.Outputs, nodes, parts.Initializers);
    }

    (ImmutableArray<ValueInfo> Inputs, ImmutableArray<ValueInfo> Outputs, Dictionary<string, TensorData> Initializers)
        Parts(GraphProto graph, List<Node> nodes, OnnxScope scope)
    {
        var constant = graph.Initializer.Select(tensor => tensor.Name).Concat(SparseNames(graph)).ToHashSet();
        return (
            Declared(graph.Input, constant, scope),
            Declared(graph.Output, [], scope),
            Initializers(graph, nodes, scope));
    }

    static ImmutableArray<ValueInfo> Declared(
        RepeatedField<ValueInfoProto> values, HashSet<string> without, OnnxScope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Where(value => !names.Add(value.Name)))
            throw new ModelException(ModelErrorCode.InvalidGraph, $"value '{value.Name}' is declared twice");
        return
        [
            .. values.Where(value => !without.Contains(value.Name))
                .Select(value => OnnxValues.Read(value, scope.Name(value.Name))),
        ];
    }

    static IEnumerable<string> SparseNames(GraphProto graph) =>
        graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? "");

    Dictionary<string, TensorData> Initializers(GraphProto graph, List<Node> nodes, OnnxScope scope)
    {
        var read = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        var others = SparseNames(graph).Select(scope.Name).Distinct()
            .ToDictionary(name => name, _ => "sparse", StringComparer.Ordinal);
        foreach (var proto in graph.Initializer)
        {
            var name = scope.Name(proto.Name);
            var isNew = Tensor(proto) is { } tensor
                ? read.TryAdd(name, tensor)
                : others.TryAdd(name, $"of data type {proto.DataType}");
            if (!isNew || (read.ContainsKey(name) && others.ContainsKey(name)))
                throw new ModelException(ModelErrorCode.InvalidGraph, $"initializer '{name}' is defined twice");
        }

        foreach (var node in others.Count == 0 ? [] : nodes)
        {
            if (node.Reads.FirstOrDefault(others.ContainsKey) is { } name)
            {
                throw ModelException.At(
                    node,
                    ModelErrorCode.UnsupportedOperator,
                    $"reads initializer '{name}', which is {others[name]}; OnnxZc has no such tensors");
            }
        }

        return read;
    }

    // A subgraph in a function's body is read once for every call, and its tensors once for all.
    TensorData? Tensor(TensorProto proto)
    {
        if (!_shared.TryGetValue(proto, out var tensor))
            _shared[proto] = tensor = _tensors.Read(proto, $"initializer '{proto.Name}'");
        return tensor;
    }
}
