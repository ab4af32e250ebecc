using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;
using static OnnxZc.Tests.Hostility.Attack;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Tests.Hostility;

public sealed class GraphFormTests
{
    public static TheoryData<string, ModelErrorCode?, Action<ModelProto>> Forms() => new()
    {
        { "node reads itself", ModelErrorCode.InvalidGraph, m => m.Graph.Node[1].Input[0] = "y" },
        { "two nodes in a circle", ModelErrorCode.InvalidGraph, m => m.Graph.Node[0].Input[0] = "y" },
        { "a thousand nodes in a circle", ModelErrorCode.InvalidGraph, m => Chain(m, 1000, isCircle: true) },
        { "a hundred thousand nodes in a row", null, m => Chain(m, 100_000, isCircle: false) },
        { "nodes in reverse", null, m => (m.Graph.Node[0], m.Graph.Node[1]) = (m.Graph.Node[1], m.Graph.Node[0]) },
        { "opset 0", ModelErrorCode.UnsupportedOpset, m => m.OpsetImport[0].Version = 0 },
        { "opset 10^9", ModelErrorCode.UnsupportedOpset, m => m.OpsetImport[0].Version = 1_000_000_000 },
        { "the same domain twice", null, m => m.OpsetImport.Add(m.OpsetImport[0].Clone()) },
        { "no outputs of a node", ModelErrorCode.InvalidGraph, m => m.Graph.Node[1].Output.Clear() },
        { "no inputs of a node", ModelErrorCode.InvalidGraph, m => m.Graph.Node[0].Input.Clear() },
        { "first input left out", ModelErrorCode.InvalidGraph, m => m.Graph.Node[1].Input[0] = "" },
        { "training alone", ModelErrorCode.Malformed, TrainingAlone },
        { "input of a sequence", null, m => m.Graph.Input.Add(Value(t => t.SequenceType = new())) },
        { "input of a map", null, m => m.Graph.Input.Add(Value(t => t.MapType = new())) },
        { "input of an optional", null, m => m.Graph.Input.Add(Value(t => t.OptionalType = new())) },
        { "input of a sparse tensor", null, m => m.Graph.Input.Add(Value(t => t.SparseTensorType = new())) },
        { "input of type 999", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 999 },
        { "input without type", null, m => m.Graph.Input[0].Type = null },
        { "input of -1", null, m => m.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = -1 },
        { "input of 2^62", null, m => m.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 1L << 62 },
        { "input of 2^62 squared", ModelErrorCode.TooLarge, m => m.Graph.Input[0] = Protos.Value("x", 1, 1L << 62, 9) },
        { "a dimension's name of 1 MB", null, m => Dimension(m).DimParam = new('n', 1 << 20) },
        { "a dimension without value", null, m => Dimension(m).ClearValue() },
        { "initializer of type 0", ModelErrorCode.UnsupportedOperator, m => m.Graph.Initializer[0].DataType = 0 },
        { "initializer of type 999", ModelErrorCode.UnsupportedOperator, m => m.Graph.Initializer[0].DataType = 999 },
        { "text with raw bytes", ModelErrorCode.UnsupportedOperator, m => Raw(m, 8, 4) },
        { "input of another rank than its weights", null, m => m.Graph.Input.Add(Protos.Value("w", 1, 7, 7)) },
        { "output of another rank", null, m => m.Graph.Output[0] = Protos.Value("y", 1, 2, 2, 2) },
        { "scalar of two elements", ModelErrorCode.InvalidGraph, m => m.Graph.Initializer[0].Dims.Clear() },
        { "4-bit integers", ModelErrorCode.UnsupportedOperator, m => Raw(m, 22, 1) },
        { "4-bit integers, a byte short", ModelErrorCode.UnsupportedOperator, m => Raw(m, 21, 0) },
        { "4-bit integers, a byte long", ModelErrorCode.UnsupportedOperator, m => Raw(m, 22, 2) },
        { "4-bit floats", ModelErrorCode.UnsupportedOperator, m => Raw(m, 23, 1) },
        { "8-bit floats", ModelErrorCode.UnsupportedOperator, m => Raw(m, 17, 2) },
        { "16-bit floats beside 32-bit ones", null, m => Raw(m, 16, 4) },
        { "truths", null, m => Raw(m, 9, 2) },
        { "input of text", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 8 },
        { "input of truths", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 9 },
        { "input of complex numbers", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 15 },
        { "input of 16-bit floats", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 16 },
        { "input of 8-bit floats", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 18 },
        { "input of 4-bit integers", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 21 },
        { "input of 4-bit floats", null, m => m.Graph.Input[0].Type.TensorType.ElemType = 23 },
        { "input without samples", null, m => m.Graph.Input[0] = Protos.Value("x", 1, 0, 2) },
        { "sparse beyond its size", ModelErrorCode.UnsupportedOperator, m => Sparse(m, 0, 99) },
        { "sparse of less than 0", ModelErrorCode.UnsupportedOperator, m => Sparse(m, -1, 0) },
        { "sparse out of order", ModelErrorCode.UnsupportedOperator, m => Sparse(m, 1, 0) },
        { "sparse of one place twice", ModelErrorCode.UnsupportedOperator, m => Sparse(m, 1, 1) },
        { "sparse of too many places", ModelErrorCode.UnsupportedOperator, m => Sparse(m, 0, 1, 2, 3) },
        { "sparse of no places", ModelErrorCode.UnsupportedOperator, m => Sparse(m) },
        { "sparse that nothing reads", null, m => Sparse(m, isRead: false, 7, -7) },
        { "sparse constant", null, SparseConstant },
        { "sparse without anything", null, m => m.Graph.SparseInitializer.Add(new SparseTensorProto()) },
        { "complex numbers", null, m => Raw(m, 14, 16) },
        { "weights of NaN", null, m => Fill(m, float.NaN) },
        { "weights of infinity", null, m => Fill(m, float.NegativeInfinity) },
        { "weights of denormals", null, m => Fill(m, float.Epsilon) },
        { "weights of 0", null, m => Fill(m, 0) },
        { "weights of one value", null, m => Fill(m, 1) },
        { "names with NUL", null, m => m.Graph.Node[0].Name = m.Graph.Name = "a\0b" },
        { "doubling functions", null, Doubling },
        { "function that calls itself", null, m => Function(m, "A", "A") },
        {
            "functions that call each other", null, m =>
            {
                Function(m, "A", "B");
                Function(m, "B", "A");
            }
        },
        { "function that is a standard operator", null, m => Function(m, "Relu", "Relu", domain: "") },
        { "subgraph that shadows", null, Shadow },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Model_OfAnOddForm_IsScoredOrRefused(string what, ModelErrorCode? code, Action<ModelProto> change)
    {
        var card = Card(change);
        Assert.True(code is null || card.Error?.Code == code, $"{what}: {card.Error}");
    }

    [Fact]
    public void Node_OfAMillionInputs_IsRead()
    {
        var model = Protos.Model(m => m.Graph.Node[0] = Protos.Node("Sum", ["x"], "sum"));
        model.Graph.Node[0].Input.Add(Enumerable.Repeat("x", 1_000_000));
        Assert.Equal(CardStatus.Ok, Card(model).Status);
    }

    [Fact]
    public void Names_OfInvalidUtf8_AreReadOrRefused()
    {
        var bytes = Protos.Model(m => m.Graph.Node[0].Name = "NAMENAME").ToByteArray();
        bytes[bytes.AsSpan().IndexOf("NAMENAME"u8)] = 0xFF;
        Card(bytes);
    }

    [Fact]
    public void Graph_GivenTwice_IsMerged()
    {
        var model = Protos.Model();
        var (first, second) = (model.Clone(), new ModelProto { Graph = new() { Node = { model.Graph.Node[1] } } });
        first.Graph.Node.RemoveAt(1);
        Assert.Equal(CardStatus.Ok, Card([.. first.ToByteArray(), .. second.ToByteArray()]).Status);
    }

    [Fact]
    public void UnknownField_OfAHundredMegabytes_IsSkipped()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.onnx", [.. Protos.Model().ToByteArray(), 0xFA, 0x7F, 0x80, 0x80, 0x80, 0x32]);
        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length + (50L << 21));
        Assert.Equal(2, OnnxReader.Read(path).Graph.Nodes.Length);
    }

    [Fact]
    public void RandomBytes_AreRefused()
    {
        var stream = new Numerics.RandomStream("garbage");
        for (var i = 0; i < 200; i++)
        {
            byte[] bytes = [.. Enumerable.Range(0, 1 + (i * 7)).Select(j => (byte)stream.Word((i * 2000) + j))];
            Assert.NotEqual(CardStatus.Ok, Card(bytes).Status);
        }
    }

    [Fact]
    public void Name_OfTheLongestLength_IsRead()
    {
        using var folder = new TempFolder();
        var path = folder.Write(new string('n', 250) + ".onnx", Protos.Model().ToByteArray());
        Assert.Equal(path, OnnxReader.Read(path).Path);
    }

    static void Chain(ModelProto model, int length, bool isCircle)
    {
        model.Graph.Node[1].Input[0] = $"v{length}";
        for (var i = 0; i < length; i++)
            model.Graph.Node.Add(Protos.Node("Relu", [i > 0 ? $"v{i}" : isCircle ? $"v{length}" : "x"], $"v{i + 1}"));
    }

    static void TrainingAlone(ModelProto model)
    {
        model.TrainingInfo.Add(new TrainingInfoProto { Algorithm = model.Graph });
        model.Graph = null;
    }

    static ValueInfoProto Value(Action<TypeProto> fill)
    {
        var type = new TypeProto();
        fill(type);
        return new() { Name = "odd", Type = type };
    }

    static TensorShapeProto.Types.Dimension Dimension(ModelProto model) =>
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0];

    static void Raw(ModelProto model, int type, int bytes) => model.Graph.Initializer[0] =
        Protos.Tensor("w", type, [2], tensor => tensor.RawData = ByteString.CopyFrom(new byte[bytes]));

    static void Sparse(ModelProto model, params long[] places) => Sparse(model, isRead: true, places);

    static void Sparse(ModelProto model, bool isRead, params long[] places)
    {
        model.Graph.SparseInitializer.Add(Sparse(isRead ? "w" : "unread", places));
        if (isRead)
            model.Graph.Initializer.Clear();
    }

    static SparseTensorProto Sparse(string name, params long[] places) => new()
    {
        Values = Protos.Tensor(name, 1, [2], tensor => tensor.FloatData.Add([1, 2])),
        Indices = Protos.Tensor("places", 7, [places.Length], tensor => tensor.Int64Data.Add(places)),
        Dims = { 3 },
    };

    static void SparseConstant(ModelProto model)
    {
        var value = new AttributeProto
        {
            Name = "sparse_value",
            Type = Kind.SparseTensor,
            SparseTensor = Sparse("", long.MaxValue, long.MinValue),
        };
        model.Graph.Node.Add(Protos.Node("Constant", [], "c", value));
        model.Graph.Node[0].Input[1] = "c";
    }

    static void Fill(ModelProto model, float value) => model.Graph.Initializer[0] =
        Protos.Tensor("w", 1, [2], tensor => tensor.FloatData.Add([value, value]));

    static void Function(ModelProto model, string name, string called, int times = 1, string domain = "local")
    {
        if (domain.Length > 0 && model.OpsetImport.All(import => import.Domain != domain))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
        var function = new FunctionProto
        {
            Name = name,
            Domain = domain,
            Input = { "a0" },
            Output = { $"a{times}" },
            OpsetImport = { model.OpsetImport },
        };
        for (var i = 0; i < times; i++)
        {
            var node = Protos.Node(called, [$"a{i}"], $"a{i + 1}");
            node.Domain = called == "Relu" ? "" : domain;
            function.Node.Add(node);
        }

        model.Functions.Add(function);
        model.Graph.Node[1].OpType = name;
        model.Graph.Node[1].Domain = domain;
    }

    // 30 functions, each calling the next twice: 2^30 nodes once they are inlined.
    static void Doubling(ModelProto model)
    {
        Function(model, "F30", "Relu");
        for (var i = 29; i >= 0; i--)
            Function(model, $"F{i}", $"F{i + 1}", times: 2);
    }

    static void Shadow(ModelProto model)
    {
        var output = new ValueInfoProto { Name = "w" };
        var body = new GraphProto { Name = "b", Node = { Protos.Node("Relu", ["x"], "w") }, Output = { output } };
        model.Graph.Initializer.Add(Protos.Tensor("c", 9, [], tensor => tensor.Int32Data.Add(1)));
        model.Graph.Node[1] = Protos.Node("If", ["c"], "y", Branch("then_branch", body), Branch("else_branch", body));
    }

    static AttributeProto Branch(string name, GraphProto graph) => new() { Name = name, Type = Kind.Graph, G = graph };
}
