using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Passes;

namespace OnnxZc.Tests.Passes;

public sealed class FirstDivergenceTests
{
    static readonly TensorData Input = TensorData.Of<float>([-4, -2, 2, 8], 2, 2);

    [Fact]
    public void Of_EqualGraphs_IsNull() => Assert.Null(FirstDivergence.Of(Model(0.1f, 0.1f)));

    // The file is what ONNX Runtime runs, the scored graph what is rebuilt: of -4 and 8 one gives -0.4, one -2.
    [Fact]
    public void Of_OneNodeThatDiffers_NamesItAndNotItsReaders()
    {
        var (node, difference) = FirstDivergence.Of(Model(0.1f, 0.5f))!.Value;
        Assert.Equal("leaky", node.Outputs[0]);
        Assert.Equal(1.6 / 8, difference, 1e-6);
    }

    static RunModel Model(float runtime, float rebuilt)
    {
        var shapes = ShapeInference.Infer(Graph(rebuilt), new Dictionary<string, ImmutableArray<long>>
        {
            ["x"] = Input.Shape,
        });
        var batch = new Batch(new Dictionary<string, TensorData> { ["x"] = Input }, null);
        return new(Graph(runtime), Graph(rebuilt), BatchForm.Dynamic, shapes, batch, Seed: 0);
    }

    static Graph Graph(float alpha)
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Abs", [build.Node("Neg", [build.Input("x", ElementType.Float32, null, 2)])], output: "abs");
        x = build.Node("Sub", ["x", build.Node("Mul", [x, build.Initializer("zero", TensorData.Scalar(0f))])]);
        x = build.Node("LeakyRelu", [x], [("alpha", alpha)], "leaky");
        return build.Build(build.Node("Exp", [x], output: "y"));
    }
}
