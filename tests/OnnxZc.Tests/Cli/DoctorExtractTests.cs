using Google.Protobuf;
using OnnxZc.Graphs;
using OnnxZc.Tests.Bindings.Torch;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Cli;

[Collection(AloneCollection.Name)]
public sealed class DoctorExtractTests : IDisposable
{
    readonly TempFolder _folder = new();

    string Part => _folder.PathOf("part.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Extract_NodeThatCannotBeRebuilt_IsAModelOfItsOwn()
    {
        var path = _folder.Write("model.onnx", ExportedModels.Foreign().ToByteArray());

        var session = RealSession.Run("doctor", path, "--extract", Part);
        Assert.Equal(1, session.Code);
        Assert.Equal(
            $"onnxzc: wrote node 'node_y' (com.example.Strange-1) to {Part}: "
            + "there is no implementation of com.example.Strange-1",
            Assert.Single(session.Messages));
        var graph = OnnxReader.Read(Part).Graph;
        Assert.Equal("Strange", Assert.Single(graph.Nodes).Operator.Type);
        Assert.Equal(["sum: Float32[2, 80]", "y: Float32[…]"], [$"{graph.Inputs[0]}", $"{graph.Outputs[0]}"]);
        Assert.Equal(1, RealSession.Run("doctor", Part).Code);
    }

    [Fact]
    public void Extract_NothingFails_SaysSoAndWritesNothing()
    {
        var session = RealSession.Run("doctor", RealSession.Model("resnet20.onnx"), "--extract", Part);
        Assert.Equal(0, session.Code);
        Assert.Contains("nothing to extract: every node can be rebuilt", Assert.Single(session.Messages));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public void Extract_ExistingFile_IsOverwrittenOnlyByForce()
    {
        _folder.Write("part.onnx", [1]);
        var refused = RealSession.Run("doctor", RealSession.Model("mlp.onnx"), "--extract", Part);
        Assert.Equal((2, ""), (refused.Code, refused.Out));
        Assert.Contains("--extract", Assert.Single(refused.Messages));
        Assert.Equal([1], File.ReadAllBytes(Part));
    }
}
