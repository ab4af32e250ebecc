using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Graphs.Rewriting;

public sealed class ControlFlowTests
{
    readonly GraphBuilder _build = new(17);

    [Theory]
    [InlineData(true, "Relu")]
    [InlineData(false, "Neg")]
    public void Inline_IfOfAConstant_IsTheBranch(bool condition, string type)
    {
        var x = _build.Input("x", ElementType.Float32, null, 4);
        var y = Choice(x, _build.Initializer("condition", TensorData.Scalar(condition)));
        var inlined = Inlined(y);
        Assert.Equal([type], inlined.Nodes.Select(node => node.Operator.Type));
        Assert.Equal("y", inlined.Nodes[0].Outputs[0]);
    }

    [Fact]
    public void Inline_IfOfAFixedDimension_IsTheBranch()
    {
        var x = _build.Input("x", ElementType.Float32, null, 1, 4);
        Assert.Equal(["Relu"], Types(Inlined(Choice(x, IsOne(x, 1)))));
    }

    [Fact]
    public void Inline_IfOfTheBatch_Stays()
    {
        var x = _build.Input("x", ElementType.Float32, null, 1, 4);
        Assert.Contains("If", Types(Inlined(Choice(x, IsOne(x, 0)))));
    }

    [Fact]
    public void Inline_IfOfANamedDimension_NeedsItsSize()
    {
        var x = _build.Input("x", ElementType.Float32, null, null, 4);
        var graph = ConstantFolder.Fold(_build.Build(Choice(x, IsOne(x, 1))));
        Assert.Contains("If", Types(ControlFlow.Inline(graph)));
        Assert.Equal(["Neg"], Types(ControlFlow.Inline(graph, new Dictionary<string, long> { ["D1"] = 3 })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Inline_ShortLoop_IsItsIterations(int trips) =>
        Assert.Equal(trips, Types(Looped(trips)).Count(type => type == "MatMul"));

    [Theory]
    [InlineData(65)]
    [InlineData(1_000_000_000)]
    public void Inline_LongLoop_Stays(int trips) => Assert.Equal(["Loop"], Types(Looped(trips)));

    [Fact]
    public void Fold_WeightsOfASubgraph_AreInitializersOfTheWholeGraph()
    {
        var looped = Looped(100);
        Assert.Equal(["w"], looped.Initializers.Where(pair => pair.Value.IsFloat).Select(pair => pair.Key));
        Assert.Empty(looped.Nodes[0].Attributes.Bodies[0].Initializers);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(100, 0)]
    [InlineData(null, 1)]
    public void Count_ProductInALoop_CountsAsOftenAsItRuns(int? trips, int uncounted)
    {
        var counts = Count(Looped(trips));
        Assert.Equal((16, 16, uncounted), (counts.Parameters, counts.WeightParameters, counts.Uncounted.Count));
        Assert.Equal(16.0 * (trips ?? 1), counts.Macs);
    }

    [Fact]
    public void Count_UnknownIf_CountsTheThenBranch()
    {
        var x = _build.Input("x", ElementType.Float32, 1, 4);
        var zero = _build.Initializer("zero", TensorData.Scalar(0f));
        var isPositive = _build.Node("Greater", [_build.Node("ReduceSum", [x], [("keepdims", 0)]), zero]);
        var (yes, no) = (new GraphBuilder(17), new GraphBuilder(17));
        var one = yes.Body(Product(yes, x, "one", 4, 3));
        var two = no.Body(no.Node("Add", [Product(no, x, "two", 4, 3), Product(no, x, "three", 4, 3)]));
        var y = _build.Node("If", [isPositive], [("then_branch", one), ("else_branch", two)], "y");
        var counts = Count(Inlined(y));
        Assert.Equal((12.0, 36, 36), (counts.Macs, counts.Parameters, counts.WeightParameters));
        Assert.Empty(counts.Uncounted);
    }

    [Fact]
    public void Count_ScanOverStackedWeights_SeesThem()
    {
        var x = _build.Input("x", ElementType.Float32, 1, 4);
        var w = _build.Initializer("stack", Draw("stack", 5, 4, 4));
        var body = new GraphBuilder(17);
        var state = body.Input("state", ElementType.Float32, 1, 4);
        var slice = body.Input("slice", ElementType.Float32, 4, 4);
        var scan = body.Body(body.Node("MatMul", [state, slice], default, "next"));
        var y = _build.Node("Scan", [x, w], [("body", scan), ("num_scan_inputs", 1)], "y");
        var counts = Count(Inlined(y));
        Assert.Equal((80.0, 80, 80), (counts.Macs, counts.Parameters, counts.WeightParameters));
    }

    [Fact]
    public void Count_InitialStateOfALoop_IsNoParameter()
    {
        var body = new GraphBuilder(17);
        body.Input("i", ElementType.Int64);
        var on = body.Input("on", ElementType.Bool);
        var s = body.Input("s", ElementType.Float32, 1, 4);
        var x = _build.Input("x", ElementType.Float32, 1, 4);
        var next = body.Node("Add", [s, x], default, "next");
        var loop = body.Body(body.Node("Identity", [on], default, "again"), next);
        var trips = _build.Initializer("trips", TensorData.Scalar(100L));
        var y = _build.Node("Loop", [trips, "", _build.Initializer("h0", Draw("h0", 1, 4))], [("body", loop)], "y");
        Assert.Equal(0, Count(Inlined(y)).Parameters);
    }

    [Fact]
    public void Hash_OfASubgraph_CountsStructureAndNotNamesOrFloats()
    {
        Assert.Equal(Hash("a", 1f, 2L), Hash("b", 5f, 2L));
        Assert.NotEqual(Hash("a", 1f, 2L), Hash("a", 1f, 3L));

        static string Hash(string name, float weight, long power)
        {
            var build = new GraphBuilder(17);
            var x = build.Input("x", ElementType.Float32, 1, 4);
            var condition = build.Input("condition", ElementType.Bool);
            var (yes, no) = (new GraphBuilder(17), new GraphBuilder(17));
            var scaled = yes.Node("Mul", [x, yes.Initializer($"{name}w", TensorData.Of<float>([weight], 1))]);
            var exponent = yes.Initializer("p", TensorData.Scalar(power));
            var one = yes.Body(yes.Node("Pow", [scaled, exponent], default, name));
            var two = no.Body(no.Node("Neg", [x], default, "n"));
            return GraphHash.Of(build.Build(
                build.Node("If", [condition], [("then_branch", one), ("else_branch", two)], "y")));
        }
    }

    Graph Inlined(params string[] outputs) => ControlFlow.Inline(ConstantFolder.Fold(_build.Build(outputs)));

    Graph Looped(int? trips)
    {
        var x = _build.Input("x", ElementType.Float32, 1, 4);
        var body = new GraphBuilder(17);
        body.Input("i", ElementType.Int64);
        var on = body.Input("on", ElementType.Bool);
        var s = body.Input("s", ElementType.Float32, 1, 4);
        var next = Product(body, s, "w", 4, 4);
        var loop = body.Body(body.Node("Identity", [on], default, "again"), next);
        var most = trips is { } count
            ? _build.Initializer("trips", TensorData.Scalar((long)count))
            : _build.Input("most", ElementType.Int64);
        return Inlined(_build.Node("Loop", [most, "", x], [("body", loop)], "y"));
    }

    string Choice(string x, string condition)
    {
        var (yes, no) = (new GraphBuilder(17), new GraphBuilder(17));
        return _build.Node(
            "If",
            [condition],
            [
                ("then_branch", yes.Body(yes.Node("Relu", [x], default, "yes"))),
                ("else_branch", no.Body(no.Node("Neg", [x], default, "no"))),
            ],
            "y");
    }

    string IsOne(string x, long axis)
    {
        var size = _build.Node(
            "Gather", [_build.Node("Shape", [x]), _build.Initializer("axis", TensorData.Scalar(axis))]);
        return _build.Node("Equal", [size, _build.Initializer("one", TensorData.Scalar(1L))]);
    }

    static string Product(GraphBuilder build, string x, string weight, params long[] shape) =>
        build.Node("MatMul", [x, build.Initializer(weight, Draw(weight, shape))], default, $"{x}·{weight}");

    static IEnumerable<string> Types(Graph graph) => graph.Nodes.Select(node => node.Operator.Type);

    static ModelCounts Count(Graph graph) =>
        MacCounter.Count(graph, ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>>()));

    static TensorData Draw(string name, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        new RandomStream($"control:{name}").FillNormal(values);
        return TensorData.Of<float>(values, shape);
    }
}
