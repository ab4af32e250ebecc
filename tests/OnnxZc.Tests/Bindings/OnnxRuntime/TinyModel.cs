using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace OnnxZc.Tests.Bindings.OnnxRuntime;

/// <summary>Builds models of a few nodes in memory, as protobuf messages.</summary>
sealed class TinyModel
{
    readonly GraphProto graph = new() { Name = "tiny" };

    public TinyModel Input(string name, DataType type, params string[] shape)
    {
        graph.Input.Add(Value(name, type, shape));
        return this;
    }

    public TinyModel Output(string name, DataType type, params string[] shape)
    {
        graph.Output.Add(Value(name, type, shape));
        return this;
    }

    public TinyModel Weights(string name, params float[] values)
    {
        graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Float,
            Dims = { values.Length },
            FloatData = { values },
        });
        return this;
    }

    public TinyModel Node(
        string operatorName, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes)
    {
        var node = new NodeProto { OpType = operatorName, Input = { inputs }, Output = { outputs } };
        foreach (var (name, value) in attributes)
            node.Attribute.Add(new AttributeProto
            {
                Name = name,
                Type = AttributeProto.Types.AttributeType.Int,
                I = value,
            });
        graph.Node.Add(node);
        return this;
    }

    public byte[] ToBytes() => new ModelProto
    {
        IrVersion = 8,
        Graph = graph,
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
    }.ToByteArray();

    static ValueInfoProto Value(string name, DataType type, string[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)type,
                Shape = new TensorShapeProto { Dim = { shape.Select(Dimension) } },
            },
        },
    };

    static TensorShapeProto.Types.Dimension Dimension(string size) => long.TryParse(size, out var number)
        ? new() { DimValue = number }
        : new() { DimParam = size };
}
