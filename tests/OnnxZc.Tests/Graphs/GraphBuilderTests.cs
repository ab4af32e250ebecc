using System.Collections.Immutable;
using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class GraphBuilderTests
{
    [Fact]
    public void Build_SmallNetwork_KeepsDeclarationsAndOrder()
    {
        var b = new GraphBuilder(opset: 17, "net");
        var x = b.Input("x", ElementType.Float32, null, 3, null, 8);
        var w = b.Generated("w", [4, 3, 1, 1], scale: 0.5);
        var y = b.Node("Relu", [b.Node("Conv", [x, w], [("pads", new[] { 0, 0, 0, 0 })])], output: "y");
        var graph = b.Build(y);

        Assert.Equal("net", graph.Name);
        Assert.Equal(17, graph.Opsets[""]);
        Assert.Equal("x: Float32[N, 3, D2, 8]", graph.Inputs.Single().ToString());
        Assert.Equal(["RandomNormal-1", "Conv-11", "Relu-14"], graph.Nodes.Select(n => n.Operator.ToString()));
        Assert.Equal("y", graph.Outputs.Single().Name);
    }

    [Fact]
    public void Node_WithoutOutputName_IsNamedAfterTypeAndCounter()
    {
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, null, 4);
        string[] names = [b.Node("Relu", [x]), b.Node("Relu", [x]), b.Node("Sigmoid", [x])];
        Assert.Equal(["relu.1", "relu.2", "sigmoid.1"], names);
    }

    [Fact]
    public void Node_HostTypesAsAttributes_AreStoredAsTheFormatsTypes()
    {
        var b = new GraphBuilder(13);
        var x = b.Input("x", ElementType.Float32, null, 4);
        var y = b.Node("Relu", [x], [("i", 3), ("b", true), ("f", 0.5), ("l", new[] { 1, 2 }), ("s", new[] { "a" })]);
        var a = b.Build(y).Nodes.Single().Attributes;

        Assert.Equal((3L, 1L, 0.5f), (a.Int("i", 0), a.Int("b", 0), a.Float("f", 0)));
        Assert.Equal<long>([1, 2], a.Ints("l").AsEnumerable());
        Assert.Equal<string>(["a"], Assert.IsType<ImmutableArray<string>>(a["s"]).AsEnumerable());
    }

    [Fact]
    public void Generated_EachDraw_HasItsOwnSeed()
    {
        var b = new GraphBuilder(13);
        b.Generated("v", [2], 1);
        b.Generated("w", [2, 3], 0.25, mean: 1);
        var draws = b.Build("v", "w").Nodes.Select(n => n.Attributes).ToArray();

        Assert.Equal([1f, 2f], draws.Select(a => a.Float("seed", 0)));
        Assert.Equal((0.25f, 1f), (draws[1].Float("scale", 0), draws[1].Float("mean", 0)));
        Assert.Equal<long>([2, 3], draws[1].Ints("shape").AsEnumerable());
    }

    [Fact]
    public void Filled_SameShapeTwice_SharesTheShapeConstant()
    {
        var b = new GraphBuilder(13);
        b.Filled("one", [4], 1);
        b.Filled("zero", [4], 0);
        var nodes = b.Build("one", "zero").Nodes;

        Assert.Equal(["Constant", "ConstantOfShape", "ConstantOfShape"], nodes.Select(n => n.Operator.Type));
        Assert.Equal([4L], nodes[0].Attributes.Tensor("value")!.ToInt64s());
        Assert.Equal([1.0], nodes[1].Attributes.Tensor("value")!.ToDoubles());
        Assert.Null(nodes[2].Attributes.Tensor("value"));
    }

    [Fact]
    public void Multi_OtherDomain_ImportsItAndKeepsEveryOutput()
    {
        var b = new GraphBuilder(13).Import("com.example", 3);
        var x = b.Input("x", ElementType.Float32, 4);
        var outputs = b.Multi("Halve", [x], ["a", "", "c"], domain: "com.example");
        var graph = b.Output("a", ElementType.Float32, 2).Build("c");

        Assert.Equal<string>(["a", "", "c"], outputs.AsEnumerable());
        Assert.Equal("com.example.Halve-3", graph.Nodes.Single().Operator.ToString());
        Assert.Equal(3, graph.Opsets["com.example"]);
        Assert.Equal(["a: Float32[2]", "c: Float32[…]"], graph.Outputs.Select(o => o.ToString()));
    }
}
