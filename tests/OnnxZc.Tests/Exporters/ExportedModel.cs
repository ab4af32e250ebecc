using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Numerics;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Tests.Exporters;

/// <summary>A model file as an exporter writes it, put together from the format's own messages.</summary>
sealed class ExportedModel
{
    public const int Float = 1;
    public const int Integer = 7;

    public ExportedModel(string producer, int opset)
    {
        Proto = new() { IrVersion = 8, ProducerName = producer, Graph = new() { Name = "main_graph" } };
        Import("", opset);
    }

    public ModelProto Proto { get; }

    public ExportedModel Import(string domain, int version)
    {
        Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return this;
    }

    /// <summary>An input; a size is a number or the name of a free one.</summary>
    public string Input(string name, int type, params object[] shape)
    {
        Proto.Graph.Input.Add(Value(name, type, shape));
        return name;
    }

    public ExportedModel Output(string name, int type, params object[] shape)
    {
        Proto.Graph.Output.Add(Value(name, type, shape));
        return this;
    }

    /// <summary>Drawn weights, scaled for signals of about unit size.</summary>
    public string Weight(string name, params long[] dims)
    {
        Proto.Graph.Initializer.Add(Drawn(name, dims));
        return name;
    }

    public string Ints(string name, params long[] values)
    {
        Proto.Graph.Initializer.Add(IntTensor(name, values));
        return name;
    }

    public string Scalar(string name, float value)
    {
        Proto.Graph.Initializer.Add(new TensorProto { Name = name, DataType = Float, FloatData = { value } });
        return name;
    }

    public string Node(string type, string[] inputs, string output, params AttributeProto[] attributes)
    {
        Nodes(type, inputs, [output], "", attributes);
        return output;
    }

    /// <summary>A Conv or Gemm with <c>NAME.weight</c> and a bias per row of it, <c>NAME.bias</c>.</summary>
    public string Layer(
        string type, string x, string name, long[] weight, string output, params AttributeProto[] attributes) =>
        Node(type, [x, Weight($"{name}.weight", weight), Weight($"{name}.bias", weight[0])], output, attributes);

    public void Nodes(
        string type, string[] inputs, string[] outputs, string domain, params AttributeProto[] attributes) =>
        Proto.Graph.Node.Add(new NodeProto
        {
            Name = $"/{type}_{Proto.Graph.Node.Count}",
            OpType = type,
            Domain = domain,
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes },
        });

    /// <summary>A single integer without dimensions.</summary>
    public string Int(string name, long value)
    {
        Proto.Graph.Initializer.Add(new TensorProto { Name = name, DataType = Integer, Int64Data = { value } });
        return name;
    }

    public static TensorProto Drawn(string name, params long[] dims)
    {
        var values = new float[TensorData.CountOf(dims)];
        var inputs = dims.Length < 2 ? 100 : TensorData.CountOf(dims) / dims[0];
        new RandomStream($"exporter:{name}").FillNormal(values, 0, 1 / Math.Sqrt(inputs));
        return new()
        {
            Name = name,
            DataType = Float,
            Dims = { dims },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
    }

    public static TensorProto IntTensor(string name, params long[] values) =>
        new() { Name = name, DataType = Integer, Dims = { values.Length }, Int64Data = { values } };

    public static AttributeProto Of(string name, params long[] values) =>
        new() { Name = name, Type = Kind.Ints, Ints = { values } };

    public static AttributeProto List(string name, params long[] values) => Of(name, values);

    public static AttributeProto Of(string name, long value) =>
        new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Of(string name, float value) =>
        new() { Name = name, Type = Kind.Float, F = value };

    public static AttributeProto Of(string name, string value) =>
        new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Of(string name, TensorProto value) =>
        new() { Name = name, Type = Kind.Tensor, T = value };

    static ValueInfoProto Value(string name, int type, object[] shape)
    {
        var sizes = shape.Select(size => size is string free
            ? new TensorShapeProto.Types.Dimension { DimParam = free }
            : new() { DimValue = Convert.ToInt64(size) });
        var tensor = new TypeProto.Types.Tensor { ElemType = type, Shape = new() { Dim = { sizes } } };
        return new() { Name = name, Type = new() { TensorType = tensor } };
    }
}
