using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

/// <summary>Real exports, where the shared files are at hand.</summary>
public sealed class SharedModelTests
{
    [Theory]
    [InlineData("golden")]
    [InlineData("zoo")]
    public void Read_EverySharedModel_ReadsBackEqualWithTheSameHash(string folder)
    {
        foreach (var path in SharedFiles.Matching(folder, "*.onnx"))
        {
            var graph = OnnxReader.Read(path).Graph;
            if (graph.Nodes.Any(node => node.Attributes.Names.Any(name => node.Attributes[name] is Attributes.Opaque)))
                continue;
            var bytes = OnnxWriter.Write(graph);
            var again = Protos.ReadFile(bytes).Graph;
            GraphAssert.Equal(graph, again);
            Assert.Equal(GraphHash.Of(graph), GraphHash.Of(again));
            Assert.True(bytes.AsSpan().SequenceEqual(OnnxWriter.Write(again)));
        }
    }

    [Fact]
    public void Read_ModelWithExternalData_HasAllItsWeights()
    {
        foreach (var path in SharedFiles.Matching("zoo", "mobilenet_wd4.full.onnx"))
            Assert.Contains(OnnxReader.Read(path).Graph.Initializers.Values, tensor => tensor.Bytes.Length >= 1024);
    }
}
