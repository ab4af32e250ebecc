using System.Collections.Immutable;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Passes;
using OnnxZc.Passes.Agreement;

namespace OnnxZc.Tests.Passes.Agreement;

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

    // log(0) is the same infinity in both.
    [Fact]
    public void Of_EqualInfinities_IsNull()
    {
        var build = new GraphBuilder(17);
        var x = build.Node("Relu", [build.Input("x", ElementType.Float32, null, 2)]);
        var graph = build.Build(build.Node("Log", [x]));
        Assert.Null(FirstDivergence.Of(Model(graph, graph)));
    }

    [Fact]
    public void Of_ABranchThatWasInlined_ComparesWhatTheFileNamesToo()
    {
        var taken = new GraphBuilder(17);
        var other = new GraphBuilder(17);
        var build = new GraphBuilder(17);
        build.Input("x", ElementType.Float32, null, 2);
        var always = build.Initializer("always", TensorData.Scalar(true));
        var chosen = build.Node("If", [always],
        [
            ("then_branch", taken.Body(taken.Node("Abs", [taken.Node("Neg", ["x"], output: "inner")]))),
            ("else_branch", other.Body(other.Node("Sqrt", ["x"]))),
        ]);
        var file = build.Build(build.Node("Exp", [chosen], output: "y"));
        Assert.Null(FirstDivergence.Of(Model(file, ControlFlow.Inline(ConstantFolder.Fold(file)))));
    }

    static RunModel Model(float runtime, float rebuilt) => Model(Graph(runtime), Graph(rebuilt));

    static RunModel Model(Graph runtime, Graph rebuilt)
    {
        var shapes = ShapeInference.Infer(rebuilt, new Dictionary<string, ImmutableArray<long>>
        {
            ["x"] = Input.Shape,
        });
        var batch = new Batch(new Dictionary<string, TensorData> { ["x"] = Input }, null);
        return new(runtime, rebuilt, BatchForm.Dynamic, shapes, batch, Seed: 0);
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
