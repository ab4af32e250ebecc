using System.Collections.Immutable;
using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs.Files;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Graphs;

/// <summary>Writes a <see cref="Graph"/> as an ONNX file; equal graphs give equal bytes.</summary>
public static class OnnxWriter
{
    const string Producer = "OnnxZc";

    /// <summary>The bytes of a model file in the oldest format version that allows the graph's opset.</summary>
    /// <exception cref="ModelException">An attribute was not read as a value, such as a sparse tensor.</exception>
    public static byte[] Write(Graph graph) => Model(graph).ToByteArray();

    /// <summary>As <see cref="Write(Graph)"/>, to a stream that stays open.</summary>
    /// <exception cref="ModelException">An attribute was not read as a value, such as a sparse tensor.</exception>
    public static void Write(Graph graph, Stream stream) => Model(graph).WriteTo(stream);

    /// <summary>As <see cref="Write(Graph, Stream)"/>, with entries of the file's metadata, in their order.</summary>
    /// <exception cref="ModelException">An attribute was not read as a value, such as a sparse tensor.</exception>
    internal static void Write(Graph graph, Stream stream, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = Model(graph);
        model.MetadataProps.Add(metadata.Select(entry =>
            new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        model.WriteTo(stream);
    }

    static ModelProto Model(Graph graph)
    {
        var version = FormatVersion(graph.Opsets.GetValueOrDefault("", OperatorVersions.Oldest));
        var proto = Proto(graph);

        // Before format version 4 every initializer had to be declared as an input with a default; a subgraph's inputs
        // are what its node feeds.
        if (graph.Nodes.Any(node => node.Attributes.Bodies.Length > 0))
            version = Math.Max(version, 4);
        else if (version < 4)
            proto.Input.Add(Sorted(graph).Select(pair => OnnxValues.Write(Declared(pair.Key, pair.Value))));
        return new()
        {
            IrVersion = version,
            ProducerName = Producer,
            Graph = proto,
            OpsetImport =
            {
                graph.Opsets.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new OperatorSetIdProto { Domain = pair.Key, Version = pair.Value }),
            },
        };
    }

    static GraphProto Proto(Graph graph) => new()
    {
        Name = graph.Name.Length > 0 ? graph.Name : "graph",
        Node = { graph.Nodes.Select(Node) },
        Initializer = { Sorted(graph).Select(pair => Tensor(pair.Key, pair.Value)) },
        Input = { graph.Inputs.Select(OnnxValues.Write) },
        Output = { graph.Outputs.Select(OnnxValues.Write) },
    };

    // ONNX Runtime wants a subgraph's results to be computed inside of it.
    static GraphProto Body(Graph body)
    {
        var proto = Proto(body);
        var identity = OperatorVersions.Resolve("", "Identity", body.Opsets.GetValueOrDefault("", 13));
        for (var i = 0; i < body.Outputs.Length; i++)
        {
            var name = body.Outputs[i].Name;
            if (body.Producer(name) is not null)
                continue;
            var copy = $"{name}/result{i}";
            proto.Node.Add(Node(new("", new("", "Identity", identity), [name], [copy], Attributes.Empty)));
            proto.Output[i].Name = copy;
        }

        return proto;
    }

    static IEnumerable<KeyValuePair<string, TensorData>> Sorted(Graph graph) =>
        graph.Initializers.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    static long FormatVersion(int opset) => opset switch
    {
        <= 8 => 3,
        9 => 4,
        10 => 5,
        11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        <= 22 => 10,
        23 => 11,
        24 => 12,
        _ => 13,
    };

    static ValueInfo Declared(string name, TensorData tensor) =>
        new(name, tensor.Type, [.. tensor.Shape.Select(size => new Dimension(size))]);

    static NodeProto Node(Node node) => new()
    {
        Name = node.Name,
        OpType = node.Operator.Type,
        Domain = node.Operator.Domain,
        Input = { node.Inputs },
        Output = { node.Outputs },
        Attribute = { node.Attributes.Names.Select(name => Attribute(node, name, node.Attributes[name]!)) },
    };

    static AttributeProto Attribute(Node node, string name, object value) => value switch
    {
        long number => new() { Name = name, Type = Kind.Int, I = number },
        float number => new() { Name = name, Type = Kind.Float, F = number },
        string text => new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(text) },
        TensorData tensor => new() { Name = name, Type = Kind.Tensor, T = Tensor("", tensor) },
        ImmutableArray<long> numbers => new() { Name = name, Type = Kind.Ints, Ints = { numbers } },
        ImmutableArray<float> numbers => new() { Name = name, Type = Kind.Floats, Floats = { numbers } },
        ImmutableArray<string> texts =>
            new() { Name = name, Type = Kind.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
        Graph body => new() { Name = name, Type = Kind.Graph, G = Body(body) },
        ValueInfo type => new() { Name = name, Type = Kind.TypeProto, Tp = OnnxValues.WriteType(type) },
        _ => throw ModelException.At(node, ModelErrorCode.UnsupportedOperator, $"attribute '{name}' cannot be written"),
    };

    static TensorProto Tensor(string name, TensorData tensor) => new()
    {
        Name = name,
        DataType = (int)tensor.Type,
        Dims = { tensor.Shape },
        RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes),
    };
}
