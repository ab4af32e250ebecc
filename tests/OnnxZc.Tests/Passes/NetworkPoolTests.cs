using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Networks;
using OnnxZc.Networks.Weights;
using OnnxZc.Passes;
using OnnxZc.Passes.Autograd;
using TorchSharp;

namespace OnnxZc.Tests.Passes;

public sealed class NetworkPoolTests
{
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void For_SynapticFlow_HasTheStateOfItsGraph(ElementType type)
    {
        var graph = FloatTypes.To(SmallNetwork.Graph(), type);
        using var scored = new Network(graph, torch.CPU);
        using var pool = new NetworkPool(scored, seed: 0);
        var copy = pool.For(Pass.SynapticFlow);
        foreach (var (name, data) in AbsoluteWeights.Apply(graph, ElementType.Float64).Initializers)
        {
            Assert.Equal(data.Span<double>().ToArray(), Elements(copy.State(name)));
            Assert.Equal(graph.Initializers[name].ToDoubles(), Elements(scored.State(name).to_type(torch.float64)));
            Assert.Equal(scored.State(name).requires_grad, copy.State(name).requires_grad);
        }
    }

    [Fact]
    public void For_SynapticFlow_KeepsLargeWeightsOutOfManagedMemory()
    {
        const long Rows = 1000, Columns = 4000;
        var build = new GraphBuilder(17);
        var weight = build.Initializer("weight", SmallNetwork.Draw("weight", 1, Rows, Columns));
        var graph = build.Build(build.Node("MatMul", [build.Input("x", ElementType.Float32, null, Rows), weight]));
        using var scored = new Network(graph, torch.CPU);
        using var pool = new NetworkPool(scored, seed: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        pool.For(Pass.SynapticFlow);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows * Columns / 4);
    }

    static double[] Elements(torch.Tensor tensor) => tensor.detach().data<double>().ToArray();
}
