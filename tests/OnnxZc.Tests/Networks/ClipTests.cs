using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Networks;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Networks;

public sealed class ClipTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(13)]
    public void Clip_InputsAtTheBounds_HasRelu6sDerivative(int opset)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Relu6(opset), torch.CPU);
        var x = torch.tensor([-1f, 0, 0.5f, 5.5f, 6, 7]).reshape(1, -1).requires_grad_();
        var shapes = ShapeInference.Infer(
            network.Graph, new Dictionary<string, ImmutableArray<long>> { ["x"] = [1, 6] });
        var y = network.Run(new Walk(shapes, Normalisation.Running), new Dictionary<string, torch.Tensor> { ["x"] = x })
            .Single().Value;
        var expected = F.relu6(x);
        Assert.Equal(expected.data<float>().ToArray(), y.data<float>().ToArray());
        Assert.Equal(Gradient(expected, x), Gradient(y, x));
        Assert.Equal([0f, 0, 1, 1, 0, 0], Gradient(y, x));
    }

    static float[] Gradient(torch.Tensor y, torch.Tensor x) =>
        torch.autograd.grad([y.sum()], [x], retain_graph: true)[0].data<float>().ToArray();

    static Graph Relu6(int opset)
    {
        var build = new GraphBuilder(opset);
        var x = build.Input("x", ElementType.Float32, null, 6);
        return build.Build(opset < 11
            ? build.Node("Clip", [x], [("min", 0f), ("max", 6f)])
            : build.Node("Clip", [
                x, build.Initializer("low", TensorData.Scalar(0f)), build.Initializer("high", TensorData.Scalar(6f)),
            ]));
    }
}
