using System.Text;
using Google.Protobuf;
using Onnx;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

/// <summary>Files that are handed over as models and are none, or none that can be scored.</summary>
static class BadModels
{
    /// <summary>The bytes of each, or null for a file that is not there, by what is wrong.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]?>> All { get; } = new Dictionary<string, Func<byte[]?>>
    {
        ["missing"] = () => null,
        ["empty"] = () => [],
        ["text"] = () => "epoch,loss\n1,0.5\n"u8.ToArray(),
        ["html"] = () => "<!DOCTYPE html><html>404</html>"u8.ToArray(),
        ["pointer"] = () => Encoding.UTF8.GetBytes(
            $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 123\n"),
        ["truncated"] = () => Good()[..900],
        ["damaged"] = () => [.. Good().Select((value, at) => at is > 300 and < 400 ? (byte)0xFF : value)],
        ["future"] = () => Bytes(model => model.OpsetImport[0].Version = 99),
        ["future-format"] = () => Bytes(model => model.IrVersion = 99),
        ["misfit"] = () => Bytes(model => model.Graph.Initializer[0] = Floats("w", 5, 3)),
        ["invented"] = () => Bytes(model => model.Graph.Node[1].OpType = "FancyRelu"),
        ["operator"] = () => Bytes(model => model.Graph.Node[1].OpType = "TfIdfVectorizer"),
        ["domain"] = () => Bytes(Foreign),
        ["no-input"] = () => Bytes(WithoutInput),
        ["no-rank"] = () => Bytes(model => model.Graph.Input[0].Type.TensorType.Shape = null),
        ["scalar"] = () => Bytes(Scalar),
        ["free"] = () => Bytes(Free),
        ["zero-size"] = () => Bytes(model => model.Graph.Input[0] = Protos.Value("x", 1, 0, 4)),
        ["integer-input"] = () => Bytes(model => model.Graph.Input[0] = Protos.Value("x", 7, 2, 4)),
        ["no-nodes"] = () => Bytes(model => model.Graph.Node.Clear()),
        ["no-weights"] = () => Bytes(WithoutWeights),
    };

    /// <summary>A file of a few hundred bytes whose output has 6 × <paramref name="repeats"/> elements.</summary>
    public static byte[] Bomb(long repeats) => Bytes(model =>
    {
        model.Graph.Initializer.Add(Protos.Tensor("repeats", 7, [2], tensor => tensor.Int64Data.Add([1, repeats])));
        model.Graph.Node[1] = Protos.Node("Tile", ["sum", "repeats"], "y");
        model.Graph.Output[0] = Protos.Value("y", 1, 2, 3 * repeats);
    });

    /// <summary>A good model in which everything bears this name, or one that begins with it.</summary>
    public static byte[] Named(string name) => Bytes(model =>
    {
        var graph = model.Graph;
        (model.ProducerName, model.ProducerVersion, graph.Name) = (name, name, name);
        graph.Input[0].Name = name + "x";
        graph.Initializer[0].Name = name + "w";
        graph.Output[0].Name = name + "y";
        graph.Node[0] = Protos.Node("MatMul", [name + "x", name + "w"], name + "sum");
        graph.Node[1] = Protos.Node("TfIdfVectorizer", [name + "sum"], name + "y");
        graph.Node[0].Name = graph.Node[1].Name = name;
        graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam = name;
    });

    static byte[] Good() => File.ReadAllBytes(RealSession.Model("mlp.onnx"));

    /// <summary><c>y = Relu(x · w)</c>: samples of 4 values, 3 classes, 12 parameters and MACs.</summary>
    static byte[] Bytes(Action<ModelProto> change)
    {
        var model = Protos.Model(model =>
        {
            var graph = model.Graph;
            graph.Input[0] = Protos.Value("x", 1, 2, 4);
            graph.Output[0] = Protos.Value("y", 1, 2, 3);
            graph.Initializer[0] = Floats("w", 4, 3);
            graph.Node[0] = Protos.Node("MatMul", ["x", "w"], "sum");
        });
        change(model);
        return model.ToByteArray();
    }

    // No network has sequences of 5 by default.
    static void Free(ModelProto model)
    {
        model.Graph.Initializer[0] = Floats("w", 5, 3);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1] = new() { DimParam = "L" };
    }

    static void Foreign(ModelProto model)
    {
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 1 });
        model.Graph.Node[1].Domain = "com.example";
    }

    static void WithoutInput(ModelProto model)
    {
        model.Graph.Initializer.Add(Floats("x", 2, 4));
        model.Graph.Input.Clear();
    }

    static void WithoutWeights(ModelProto model)
    {
        model.Graph.Node.RemoveAt(0);
        model.Graph.Node[0].Input[0] = "x";
        model.Graph.Output[0] = Protos.Value("y", 1, 2, 4);
        model.Graph.Initializer.Clear();
    }

    static void Scalar(ModelProto model)
    {
        model.Graph.Input[0] = Protos.Value("x", 1);
        model.Graph.Node[0].OpType = "Mul";
    }

    static TensorProto Floats(string name, params long[] dims) => Protos.Tensor(
        name,
        1,
        dims,
        tensor => tensor.FloatData.Add(Enumerable.Range(0, (int)(dims[0] * dims[1])).Select(i => 0.1f * (i + 1))));
}
