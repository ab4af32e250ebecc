using OnnxZc.Graphs;
using OnnxZc.Tests.Graphs;

namespace OnnxZc.Tests.Passes;

/// <summary>Exports with a batch of one, of all kinds of networks: each is freed, and proven by running it.</summary>
public sealed class FixedBatchCorpusTests
{
    [Fact]
    public void BatchDoubt_BatchOfOne_IsFreedAndProven() => Assert.All(SharedFiles.Matching("zoo", "*.b1.onnx"), path =>
    {
        var graph = OnnxReader.Read(path).Graph;
        var model = PreparedModel.Of(graph, new() { Proxies = [], BatchSize = 3 }, needsBatch: true);
        Assert.Equal(BatchForm.Rewritten, model.BatchForm);
        Assert.Null(model.BatchDoubt());
    });
}
