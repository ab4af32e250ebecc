using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>Target shapes that exporters compute from other shapes.</summary>
public sealed class ShapeChainTests
{
    [Fact]
    public void Infer_FlattenByShapeGatherConcat_ResolvesForAConcreteBatch()
    {
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, null, 8, 4, 4);
        var size = b.Node("Gather", [b.Node("Shape", [x]), b.Initializer("zero", TensorData.Scalar(0L))]);
        var first = b.Node("Unsqueeze", [size, b.Initializer("axes", TensorData.Int64s(0))]);
        var rest = b.Initializer("rest", TensorData.Int64s(-1));
        var y = b.Node("Reshape", [x, b.Node("Concat", [first, rest], [("axis", 0)])]);
        var shapes = Infer(b.Build(y), [5, 8, 4, 4]);
        Assert.Equal("5x128", OneNode.Text(shapes.Shape(y)));
        Assert.Equal(5, shapes.Constant(size)!.ToInt64s()[0]);
    }

    [Fact]
    public void Infer_PadsFromNegativeStepSlice_AreReversedPairs()
    {
        // What F.pad becomes: pairs from the last axis on, turned round by a Slice with step -1 and a Transpose.
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, 1, 1, 5, 5);
        var pairs = b.Node("Reshape", [Integers(b, "pairs", 3, 4, 1, 2, 0, 0, 0, 0), Integers(b, "by2", -1, 2)]);
        var turned = b.Node(
            "Slice",
            [
                pairs, Integers(b, "last", -1), Integers(b, "end", -long.MaxValue), Integers(b, "axis", 0),
                Integers(b, "step", -1),
            ]);
        var columns = b.Node("Transpose", [turned], [("perm", new[] { 1, 0 })]);
        var pads = b.Node("Reshape", [columns, Integers(b, "flat", -1)]);
        var y = b.Node("Pad", [x, b.Node("Cast", [pads], [("to", 7)])]);
        var shapes = Infer(b.Build(y), [1, 1, 5, 5]);
        Assert.Equal([0, 0, 1, 3, 0, 0, 2, 4], shapes.Constant(pads)!.ToInt64s());
        Assert.Equal("1x1x8x12", OneNode.Text(shapes.Shape(y)));
    }

    [Fact]
    public void Infer_ScalesThroughFloats_ResolveTheResize()
    {
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, 1, 2, 6, 6);
        var height = b.Node("Gather", [b.Node("Shape", [x]), b.Initializer("two", TensorData.Scalar(2L))]);
        var real = b.Node("Cast", [height], [("to", 1)]);
        var scaled = b.Node("Floor", [b.Node("Mul", [real, b.Initializer("by", TensorData.Scalar(1.75f))])]);
        var side = b.Node("Unsqueeze", [b.Node("Cast", [scaled], [("to", 7)]), Integers(b, "axes", 0)]);
        var sizes = b.Node("Concat", [Integers(b, "lead", 1, 2), side, side], [("axis", 0)]);
        var y = b.Node("Resize", [x, "", "", sizes]);
        Assert.Equal("1x2x10x10", OneNode.Text(Infer(b.Build(y), [1, 2, 6, 6]).Shape(y)));
    }

    [Fact]
    public void Infer_ExpandIdiomWithWhereAndEqual_Resolves()
    {
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, 1, 3);
        var ones = b.Node("ConstantOfShape", [Integers(b, "rank", 2)], [("value", TensorData.Int64s(1))]);
        var wanted = Integers(b, "wanted", 4, -1);
        var free = b.Node("Equal", [wanted, b.Node("Mul", [ones, b.Initializer("minus", TensorData.Scalar(-1L))])]);
        var y = b.Node("Expand", [x, b.Node("Where", [free, ones, wanted])]);
        Assert.Equal("4x3", OneNode.Text(Infer(b.Build(y), [1, 3]).Shape(y)));
    }

    static string Integers(GraphBuilder builder, string name, params long[] values) =>
        builder.Initializer(name, TensorData.Int64s(values));

    static Shapes Infer(Graph graph, ImmutableArray<long> shape) =>
        ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>> { ["x"] = shape });
}
