using Onnx;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Graphs.Files;

/// <summary>Lists what a model file declares, whether or not it fits together; nothing in it is trusted.</summary>
sealed class OnnxDetails
{
    readonly HashSet<(string Domain, string Type)> _functions;
    readonly List<DeclaredNode> _nodes = [];
    readonly List<TensorDetails> _tensors = [];
    readonly OnnxTensorDetails _reader;

    OnnxDetails(ModelProto model, OnnxTensorDetails reader)
    {
        _reader = reader;
        _functions = [.. model.Functions.Select(function => (OnnxHeader.Domain(function.Domain), function.Name))];
    }

    /// <summary>The details of a parsed file; of other files only their state is looked at.</summary>
    /// <param name="model">The file, which was bounded before it was parsed.</param>
    /// <param name="path">Where it is.</param>
    public static FileDetails Of(ModelProto model, string path)
    {
        var files = new DataFiles(path);
        var details = new OnnxDetails(model, new(files));
        return details.Of(model) with { DataFiles = files.Found };
    }

    FileDetails Of(ModelProto model)
    {
        var graph = model.Graph ?? new();
        Add(graph, function: null, isWhole: true);
        foreach (var function in model.Functions)
            Add(function.Node, $"{OnnxHeader.Domain(function.Domain)}.{function.Name}".TrimStart('.'));
        var constant = graph.Initializer.Select(tensor => tensor.Name)
            .Concat(graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? ""))
            .ToHashSet(StringComparer.Ordinal);
        var outputs = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Producer = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            IrVersion = model.IrVersion,
            Opsets = [.. model.OpsetImport.Select(set =>
                KeyValuePair.Create(OnnxHeader.Domain(set.Domain), set.Version))],
            Metadata = Properties(model),
            HasTraining = model.TrainingInfo.Count > 0,
            Functions = [.. model.Functions.Select(function => $"{function.Domain}.{function.Name}".TrimStart('.'))],
            Inputs = [.. graph.Input.Where(input => !constant.Contains(input.Name)).Select(Value)],
            Outputs = [.. graph.Output.Select(Value)],
            Intermediate = [.. graph.Node.SelectMany(node => node.Output)
                .Where(name => name.Length > 0 && !outputs.Contains(name))],
            Described = [.. graph.ValueInfo.Select(Value)],
            Nodes = [.. _nodes],
            Tensors = [.. _tensors],
        };
    }

    static ValueInfo Value(ValueInfoProto value) => OnnxValues.Read(value);

    static Dictionary<string, string> Properties(ModelProto model)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in model.MetadataProps)
            properties[property.Key] = property.Value;
        return properties;
    }

    void Add(GraphProto graph, string? function, bool isWhole = false)
    {
        foreach (var tensor in graph.Initializer)
            _tensors.Add(_reader.Of(tensor, tensor.Name) with { IsInitializer = isWhole });
        foreach (var sparse in graph.SparseInitializer)
            _tensors.AddRange(_reader.OfSparse(sparse, sparse.Values?.Name ?? ""));
        Add(graph.Node, function);
    }

    // The depth is that of the file's messages, which was bounded.
    void Add(IEnumerable<NodeProto> nodes, string? function)
    {
        foreach (var proto in nodes)
        {
            var node = Node(proto, function);
            _nodes.Add(node);
            foreach (var attribute in proto.Attribute)
                Add(attribute, node.Label, function);
        }
    }

    void Add(AttributeProto attribute, string node, string? function)
    {
        var label = $"{node}/{attribute.Name}";
        foreach (var tensor in attribute.T is { } one ? attribute.Tensors.Prepend(one) : attribute.Tensors)
            _tensors.Add(_reader.Of(tensor, label));
        foreach (var sparse in attribute.SparseTensor is { } one
            ? attribute.SparseTensors.Prepend(one)
            : attribute.SparseTensors)
        {
            _tensors.AddRange(_reader.OfSparse(sparse, label));
        }

        foreach (var body in attribute.G is { } one ? attribute.Graphs.Prepend(one) : attribute.Graphs)
            Add(body, function);
    }

    DeclaredNode Node(NodeProto node, string? function)
    {
        var domain = OnnxHeader.Domain(node.Domain);
        var isCast = domain.Length == 0 && node.OpType == "Cast";
        return new(node.Name, domain, node.OpType, node.Output.FirstOrDefault(name => name.Length > 0) ?? "")
        {
            IsCall = _functions.Contains((domain, node.OpType)),
            Function = function,
            CastTo = isCast ? node.Attribute.FirstOrDefault(attribute => attribute.Name == "to")?.I : null,
        };
    }
}
