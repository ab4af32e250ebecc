using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

/// <summary>Small models as protobuf objects, right unless a test breaks them.</summary>
static class Protos
{
    /// <summary><c>y = Relu(x + w)</c> with a float initializer <c>w</c> of 2 elements, at opset 17.</summary>
    public static ModelProto Model(Action<ModelProto>? change = null)
    {
        var model = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "test",
            ProducerVersion = "1.0",
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Graph = new()
            {
                Name = "g",
                Node = { Node("Add", ["x", "w"], "sum"), Node("Relu", ["sum"], "y") },
                Initializer = { Tensor("w", 1, [2], tensor => tensor.FloatData.Add([1.5f, -2])) },
                Input = { Value("x", 1, 2) },
                Output = { Value("y", 1, 2) },
            },
        };
        change?.Invoke(model);
        return model;
    }

    public static NodeProto Node(string type, string[] inputs, string output, params AttributeProto[] attrs) => new()
    {
        Name = $"node_{output}",
        OpType = type,
        Input = { inputs },
        Output = { output },
        Attribute = { attrs },
    };

    public static TensorProto Tensor(string name, int type, long[] dims, Action<TensorProto>? fill = null)
    {
        var tensor = new TensorProto { Name = name, DataType = type, Dims = { dims } };
        fill?.Invoke(tensor);
        return tensor;
    }

    public static ValueInfoProto Value(string name, int type, params long[] dims)
    {
        var sizes = dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size });
        var tensor = new TypeProto.Types.Tensor { ElemType = type, Shape = new() { Dim = { sizes } } };
        return new() { Name = name, Type = new() { TensorType = tensor } };
    }

    /// <summary>What the reader makes of a model.</summary>
    public static Graph Read(ModelProto model) => ReadFile(model.ToByteArray()).Graph;

    public static ModelFile ReadFile(byte[] bytes, ReadLimits? limits = null)
    {
        using var folder = new TempFolder();
        return OnnxReader.Read(folder.Write("model.onnx", bytes), limits);
    }

    /// <summary>The error with which the reader refuses a model.</summary>
    public static ModelException Refused(Action<ModelProto> change, ReadLimits? limits = null) =>
        Refused(Model(change).ToByteArray(), limits);

    public static ModelException Refused(byte[] bytes, ReadLimits? limits = null) =>
        Assert.Throws<ModelException>(() => ReadFile(bytes, limits));
}
