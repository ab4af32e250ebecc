using System.Diagnostics;
using Google.Protobuf;
using Onnx;
using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;
using Kind = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxZc.Tests.Hostility;

public sealed class ExternalTensorTests : IDisposable
{
    static readonly byte[] Bytes = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Where a tensor may be in a file, and whether it is of use there.</summary>
    public static TheoryData<string, bool, Action<ModelProto, TensorProto>> Places() => new()
    {
        { "initializer", true, (m, t) => m.Graph.Initializer.Add(t) },
        { "Constant", true, (m, t) => m.Graph.Node.Add(Constant(t)) },
        { "function's body", true, (m, t) => Call(m, function => function.Node.Add(Constant(t))) },
        { "function's default", true, Default },
        { "initializer of a branch", true, (m, t) => Branch(m, new() { Initializer = { t } }) },
        { "Constant in a branch", true, (m, t) => Branch(m, new() { Node = { Constant(t) } }) },
        { "values of a sparse one", false, (m, t) => m.Graph.SparseInitializer.Add(Sparse(t, Plain())) },
        { "indices of a sparse one", false, (m, t) => m.Graph.SparseInitializer.Add(Sparse(Plain(), t)) },
        { "sparse Constant", false, (m, t) => m.Graph.Node.Add(SparseConstant(t)) },
        { "training", false, (m, t) => m.TrainingInfo.Add(new TrainingInfoProto { Algorithm = Graph(t) }) },
        { "function that nobody calls", false, (m, t) => m.Functions.Add(Function(Constant(t))) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Tensor_OutsideTheFolder_IsNeverRead(string place, bool isUsed, Action<ModelProto, TensorProto> put)
    {
        _folder.Write("secret", Bytes);
        var model = Protos.Model(m => put(m, External("t", "../secret")));
        var path = _folder.Write("m/model.onnx", model.ToByteArray());
        var error = Record.Exception(() => OnnxReader.Read(path));
        Assert.Equal((place, isUsed ? ModelErrorCode.ExternalData : null), (place, (error as ModelException)?.Code));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Tensor_BesideTheModel_IsRead(string place, bool isUsed, Action<ModelProto, TensorProto> put)
    {
        _folder.Write("m/w.data", Bytes);
        var model = Protos.Model(m => put(m, External("t", "w.data")));
        var graph = OnnxReader.Read(_folder.Write("m/model.onnx", model.ToByteArray())).Graph;
        var inside = graph.Nodes.SelectMany(node => node.Attributes.Bodies).Append(graph);
        var tensors = inside.SelectMany(part => part.Initializers.Values.Concat(
            part.Nodes.Select(node => node.Attributes.Has("value") ? node.Attributes.Tensor("value")! : null)));
        var count = tensors.Count(tensor => tensor is not null && tensor.Bytes.Span.SequenceEqual(Bytes.AsSpan(0, 8)));
        Assert.Equal((place, isUsed), (place, count > 0));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("device")]
    [InlineData("zero")]
    [InlineData("memory")]
    [InlineData("devices/zero")]
    public void Tensor_InWhatIsNoFile_IsRefusedWithoutWaiting(string location)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateDirectory(_folder.PathOf("m"));
        Run("mkfifo", _folder.PathOf("m/pipe"));
        Run("mknod", _folder.PathOf("m/device"), "c", "1", "5");
        File.CreateSymbolicLink(_folder.PathOf("m/zero"), "/dev/zero");
        File.CreateSymbolicLink(_folder.PathOf("m/memory"), "/proc/self/mem");
        File.CreateSymbolicLink(_folder.PathOf("m/devices"), "/dev");
        var model = Protos.Model(m => m.Graph.Initializer.Add(External("t", location)));
        var path = _folder.Write("m/model.onnx", model.ToByteArray());
        Assert.Equal(ModelErrorCode.ExternalData, Assert.Throws<ModelException>(() => OnnxReader.Read(path)).Code);
    }

    [Theory]
    [InlineData(ExternalDataMode.Off, 0, 4096, null)]
    [InlineData(ExternalDataMode.Cache, 0, 1024, ModelErrorCode.TooLarge)]
    [InlineData(ExternalDataMode.Cache, 4, 1024, ModelErrorCode.TooLarge)]
    public void Tensors_TenThousandOfOneGibibyte_AreNotReadBeyondTheLimit(
        ExternalDataMode mode, int step, long mebibytes, ModelErrorCode? code)
    {
        var error = ReadMany(elements: 1 << 28, step, new() { ExternalData = mode, MaxModelBytes = mebibytes << 20 });
        Assert.Equal(code, error?.Code);
    }

    [Fact]
    public void Tensors_TenThousandOfNearlyOneRange_AreRefusedAtTheSecond()
    {
        var error = ReadMany(elements: 1 << 20, step: 4, ReadLimits.Default);
        Assert.Equal(ModelErrorCode.ExternalData, error?.Code);
        Assert.Contains("'t1': external data: more bytes are read", error!.Message, StringComparison.Ordinal);
    }

    ModelException? ReadMany(int elements, int step, ReadLimits limits)
    {
        using (var file = File.Create(_folder.PathOf("w.data")))
            file.SetLength((4L * elements) + 40_000);
        var model = Protos.Model(m => m.Graph.Initializer.Add(Enumerable.Range(0, 10_000).Select(i =>
        {
            var tensor = External($"t{i}", "w.data", ("offset", $"{i * step}"));
            tensor.Dims[0] = elements;
            return tensor;
        })));
        var path = _folder.Write("model.onnx", model.ToByteArray());
        return Record.Exception(() => OnnxReader.Read(path, limits)) as ModelException;
    }

    static TensorProto External(string name, string location, params (string Key, string Value)[] more) => new()
    {
        Name = name,
        DataType = 1,
        Dims = { 2 },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            more.Prepend(("location", location))
                .Select(entry => new StringStringEntryProto { Key = entry.Item1, Value = entry.Item2 }),
        },
    };

    static TensorProto Plain() => Protos.Tensor("s", 7, [2], tensor => tensor.Int64Data.Add([0, 1]));

    static AttributeProto Tensor(string name, TensorProto tensor) =>
        new() { Name = name, Type = Kind.Tensor, T = tensor };

    static NodeProto Constant(TensorProto tensor) => Protos.Node("Constant", [], "c", Tensor("value", tensor));

    static SparseTensorProto Sparse(TensorProto values, TensorProto indices) =>
        new() { Values = values, Indices = indices, Dims = { 9 } };

    static NodeProto SparseConstant(TensorProto tensor) => Protos.Node("Constant", [], "c", new AttributeProto
    {
        Name = "sparse_value",
        Type = Kind.SparseTensor,
        SparseTensor = Sparse(tensor, Plain()),
    });

    static GraphProto Graph(TensorProto tensor) => new() { Name = "t", Initializer = { tensor } };

    static FunctionProto Function(params NodeProto[] nodes) => new()
    {
        Name = "F",
        Domain = "local",
        Input = { "a" },
        Output = { "b" },
        Node = { nodes },
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
    };

    static void Call(ModelProto model, Action<FunctionProto> change)
    {
        var function = Function(Protos.Node("Relu", ["a"], "b"));
        change(function);
        model.Functions.Add(function);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        (model.Graph.Node[1].Domain, model.Graph.Node[1].OpType) = ("local", "F");
    }

    static void Default(ModelProto model, TensorProto tensor) => Call(model, function =>
    {
        function.AttributeProto.Add(Tensor("given", tensor));
        var constant = Protos.Node(
            "Constant", [], "c", new AttributeProto { Name = "value", Type = Kind.Tensor, RefAttrName = "given" });
        function.Node.Add(constant);
    });

    static void Branch(ModelProto model, GraphProto branch)
    {
        branch.Name = "b";
        branch.Node.Add(Protos.Node("Relu", ["sum"], "r"));
        branch.Output.Add(new ValueInfoProto { Name = "r" });
        model.Graph.Initializer.Add(Protos.Tensor("on", 9, [], tensor => tensor.Int32Data.Add(1)));
        model.Graph.Node[1] = Protos.Node("If", ["on"], "y", Body("then_branch"), Body("else_branch"));

        AttributeProto Body(string name) => new() { Name = name, Type = Kind.Graph, G = branch };
    }

    static void Run(string program, params string[] arguments) => Process.Start(program, arguments).WaitForExit();
}
