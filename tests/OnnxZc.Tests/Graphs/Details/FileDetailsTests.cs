using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Tests.Graphs.Details;

public sealed class FileDetailsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Details_OfAPlainModel_AreWhatItDeclares()
    {
        var details = Details(model =>
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "license", Value = "MIT" });
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 });
        });
        Assert.Equal("test 1.0", details.Producer);
        Assert.Equal(8, details.IrVersion);
        Assert.Equal([new("", 17), new("ai.onnx.ml", 3)], details.Opsets.ToArray());
        Assert.Equal("MIT", details.Metadata["license"]);
        Assert.Equal("x", Assert.Single(details.Inputs).Name);
        Assert.Equal("y", Assert.Single(details.Outputs).Name);
        Assert.Equal("sum", Assert.Single(details.Intermediate));
        var tensor = Assert.Single(details.Tensors);
        Assert.Equal(("w", 8L, 8L), (tensor.Label, tensor.DeclaredBytes, tensor.StoredBytes));
    }

    [Fact]
    public void Inputs_WithAnInitializer_AreNotAmongThem() =>
        Assert.DoesNotContain(
            Details(model => model.Graph.Input.Add(Protos.Value("w", 1, 2))).Inputs, input => input.Name == "w");

    [Fact]
    public void Nodes_OfSubgraphsAndFunctions_AreListedWithWhereTheyAre()
    {
        var details = Details(model =>
        {
            var body = new GraphProto { Node = { Protos.Node("Neg", ["x"], "inner") } };
            model.Graph.Node.Add(Protos.Node("If", ["c"], "z", new AttributeProto { Name = "b", G = body }));
            model.Graph.Node.Add(new NodeProto { OpType = "F", Domain = "own", Output = { "f" } });
            var function = new FunctionProto { Name = "F", Domain = "own", Node = { Protos.Node("Abs", ["a"], "b") } };
            model.Functions.Add(function);
        });
        Assert.Equal(
            ["Add", "Relu", "If", "Neg", "own.F", "Abs"], details.Nodes.Select(node => node.Operator));
        Assert.Equal("own.F", Assert.Single(details.Nodes, node => node.IsCall).Operator);
        Assert.Equal("own.F", Assert.Single(details.Nodes, node => node.Function is not null).Function);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(10, 8)]
    [InlineData(9, 4)]
    [InlineData(21, 2)]
    [InlineData(15, 64)]
    public void DeclaredBytes_OfAType_AreItsBits(int type, long bytes) =>
        Assert.Equal(bytes, new TensorDetails("t", type, [2, 2]).DeclaredBytes);

    [Fact]
    public void StoredBytes_OfTypedComplexNumbers_AreTwoFieldsEach()
    {
        var details = Details(model => model.Graph.Initializer.Add(
            Protos.Tensor("c", 14, [2], tensor => tensor.FloatData.Add([1, 2, 3, 4]))));
        Assert.Equal(16, details.Tensors[1].StoredBytes);
        Assert.Equal(16, details.Tensors[1].DeclaredBytes);
    }

    [Fact]
    public void Scan_MoreThanTheBudget_IsRefusedAndEqualRangesCountOnce()
    {
        _folder.Write("w.data", new byte[64]);
        var tensors = Details(model => model.Graph.Initializer.Add(
            Enumerable.Range(0, 4).Select(i => External($"t{i}", i / 2 * 16)))).Tensors;
        var scan = new TensorScan(budget: 16);
        Assert.True(scan.Of(tensors[1]).IsZero);
        Assert.True(scan.Of(tensors[2]).IsZero);
        var error = Assert.Throws<ModelException>(() => scan.Of(tensors[3]));
        Assert.Equal(ModelErrorCode.TooLarge, error.Code);
    }

    [Fact]
    public void Elements_OfAFileThatGotShorter_AreRefused()
    {
        _folder.Write("w.data", new byte[16]);
        var tensor = Details(model => model.Graph.Initializer.Add(External("t", 0))).Tensors[1];
        _folder.Write("w.data", new byte[15]);
        Assert.Equal(
            ModelErrorCode.ExternalData, Assert.Throws<ModelException>(() => tensor.Elements.Count()).Code);
    }

    [Fact]
    public void DataFile_OutsideTheFolder_IsNotOpened()
    {
        var details = Details(model => model.Graph.Initializer.Add(External("t", 0, "../w.data")));
        var file = Assert.Single(details.DataFiles.Values);
        Assert.Null(file.Path);
        Assert.NotNull(file.Problem);
    }

    [Fact]
    public void DataFiles_MoreThanAnybodyHas_AreNotAllLookedAt()
    {
        _folder.Write("w.data", new byte[16]);
        var files = Details(model => model.Graph.Initializer.Add(Enumerable.Range(0, 10_001)
            .Select(i => External($"t{i}", 0, $"{i}.data"))
            .Append(External("t", 0)))).DataFiles;
        Assert.Contains("no such file", files["0.data"].Problem, StringComparison.Ordinal);
        Assert.Contains("more than 10000 files", files["w.data"].Problem, StringComparison.Ordinal);
    }

    static TensorProto External(string name, int offset, string location = "w.data") =>
        Protos.Tensor(name, 1, [4], tensor =>
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{offset}" });
        });

    FileDetails Details(Action<ModelProto> change) => OnnxReader.Inspect(
        _folder.Write("model.onnx", Protos.Model(change).ToByteArray()),
        new() { ExternalData = ExternalDataMode.Off }).Details;
}
