using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using TorchSharp;

namespace OnnxZc.Tests.Networks;

public sealed class StraightThroughTests
{
    // 0.1 a step, bytes around 100: the range is -10 to 15.5.
    [Fact]
    public void QuantizeDequantize_Gradient_IsOneWithinTheRangeAndZeroBeyond()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        string[] steps =
        [
            build.Initializer("step", TensorData.Scalar(0.1f)), build.Initializer("zero", TensorData.Scalar<byte>(100)),
        ];
        var y = build.Node("DequantizeLinear", [build.Node("QuantizeLinear", [x, .. steps]), .. steps]);
        var (values, gradient) = Differentiate(build.Build(y), [-11f, -9.97f, 3.26f, 16f]);
        Assert.Equal([-10f, -10f, 3.3f, 15.5f], values, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([0f, 1f, 1f, 0f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void DynamicQuantize_Gradient_IsThatOfTheIdentity()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 4);
        var parts = build.Multi("DynamicQuantizeLinear", [x], ["bytes", "step", "zero"]);
        var y = build.Node("DequantizeLinear", [.. parts]);
        var (values, gradient) = Differentiate(build.Build(y), [-1f, 0.5f, 0.25f, 1.55f]);
        Assert.Equal([-1f, 0.5f, 0.25f, 1.55f], values, (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal([1f, 1f, 1f, 1f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void QuantizedWeight_OfFakeQuantisation_IsTheFloatParameterBehindIt()
    {
        var build = new GraphBuilder(17);
        var x = build.Input("x", ElementType.Float32, null, 2);
        var weight = build.Initializer("weight", TensorData.Of<float>([0.1f, -0.2f, 0.3f, 0.4f, 0.5f, 0.6f], 3, 2));
        string[] steps =
        [
            build.Initializer("step", TensorData.Scalar(0.01f)), build.Initializer("zero", TensorData.Scalar<sbyte>(0)),
        ];
        var quantised = build.Node("DequantizeLinear", [build.Node("QuantizeLinear", [weight, .. steps]), .. steps]);
        var layer = Assert.Single(LayerList.Of(build.Build(build.Node("Gemm", [x, quantised], [("transB", 1)]))));
        Assert.Equal(("weight", 2L, 3L), (layer.Weight, layer.FanIn, layer.FanOut));
    }

    static (float[] Values, float[] Gradient) Differentiate(Graph graph, float[] input)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(graph, torch.CPU);
        var x = torch.tensor(input).reshape(1, -1).requires_grad_();
        var shapes = ShapeInference.Infer(
            graph, new Dictionary<string, System.Collections.Immutable.ImmutableArray<long>> { ["x"] = [1, 4] });
        var y = network.Run(
            new Walk(shapes, Normalisation.Running), new Dictionary<string, torch.Tensor> { ["x"] = x });
        var output = y[graph.Outputs[0].Name];
        var gradient = torch.autograd.grad([output.sum()], [x])[0];
        return (output.detach().data<float>().ToArray(), gradient.data<float>().ToArray());
    }
}
