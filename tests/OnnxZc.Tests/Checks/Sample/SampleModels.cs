using Google.Protobuf;
using Onnx;
using OnnxZc.Numerics;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Checks.Sample;

/// <summary>The models of the sample repository: networks of two linear layers.</summary>
static class SampleModels
{
    const int Float = 1;
    const int Features = 8;
    const int Classes = 3;

    /// <summary><c>y = Relu(x · w1) · w2</c>.</summary>
    /// <param name="hidden">The width between the layers.</param>
    /// <param name="scale">What the weights are multiplied by.</param>
    /// <param name="hasFeatures">Whether the hidden values are an output too.</param>
    public static ModelProto Network(int hidden, double scale = 1, bool hasFeatures = false) => Protos.Model(model =>
    {
        var graph = model.Graph;
        graph.Input[0] = Value("x", Features);
        graph.Output[0] = Value("y", Classes);
        if (hasFeatures)
            graph.Output.Add(Value("features", hidden));
        graph.Initializer.Clear();
        graph.Initializer.Add([Weights("w1", Features, hidden, scale), Weights("w2", hidden, Classes, scale)]);
        graph.Node.Clear();
        graph.Node.Add(
        [
            Protos.Node("MatMul", ["x", "w1"], "sums"),
            Protos.Node("Relu", ["sums"], "features"),
            Protos.Node("MatMul", ["features", "w2"], "y"),
        ]);
    });

    /// <summary>A network whose first weights lie in a file outside of the repository.</summary>
    public static ModelProto Escaping()
    {
        var model = Network(Features);
        var weights = model.Graph.Initializer[0];
        weights.FloatData.Clear();
        weights.DataLocation = TensorProto.Types.DataLocation.External;
        weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../secrets.bin" });
        return model;
    }

    /// <summary>What git leaves in place of a file that LFS keeps and did not fetch.</summary>
    public static byte[] Pointer(ModelProto model)
    {
        var bytes = model.ToByteArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return System.Text.Encoding.UTF8.GetBytes(
            $"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {bytes.Length}\n");
    }

    static ValueInfoProto Value(string name, int width)
    {
        var value = Protos.Value(name, Float, 1, width);
        value.Type.TensorType.Shape.Dim[0] = new() { DimParam = "N" };
        return value;
    }

    static TensorProto Weights(string name, int rows, int columns, double scale) =>
        Protos.Tensor(name, Float, [rows, columns], tensor =>
        {
            var random = new RandomStream(name);
            tensor.FloatData.Add(Enumerable.Range(0, rows * columns).Select(i => (float)(scale * random.Normal(i))));
        });
}
