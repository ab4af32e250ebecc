using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes.Agreement;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

public sealed class FrameTests
{
    // No shape follows from the slope, so that the operator itself is the first to ask for it.
    [Fact]
    public void Run_AttributeOfAnotherType_NamesTheNode()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, 2);
        var graph = build.Build(build.Node("LeakyRelu", [x], [("alpha", 1)], "y"));
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var batch = new Dictionary<string, TensorData> { ["x"] = TensorData.Of<float>([-1, 1], 2) };
        var error = Assert.Throws<ModelException>(() => ParityCheck.Infer(network, new(batch, null)));
        Assert.Equal((ModelErrorCode.InvalidGraph, "LeakyRelu-16"), (error.Code, error.Operator));
        Assert.Contains(graph.Nodes[0].Label, error.Message);
        Assert.Contains("attribute 'alpha'", error.Message);
    }
}
