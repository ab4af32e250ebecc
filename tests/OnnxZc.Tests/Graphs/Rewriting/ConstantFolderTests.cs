using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Tests.Graphs.Rewriting;

public sealed class ConstantFolderTests
{
    readonly GraphBuilder _builder = new(13);

    [Fact]
    public void Fold_ConstantNodes_BecomeInitializersWhateverTheForm()
    {
        string[] constants =
        [
            _builder.Node("Constant", [], [("value", TensorData.Scalar(2f))]),
            _builder.Node("Constant", [], [("value_float", 3f)]),
            _builder.Node("Constant", [], [("value_floats", new[] { 4f, 5f })]),
        ];
        var integers = _builder.Node("Constant", [], [("value_ints", new[] { 6, 7 })]);
        var x = _builder.Input("x", ElementType.Float32, 1, 2);
        var y = constants.Aggregate(x, (sum, constant) => _builder.Node("Add", [sum, constant]));
        var folded = ConstantFolder.Fold(_builder.Build(y, integers));
        Assert.All(folded.Nodes, node => Assert.Equal("Add", node.Operator.Type));
        Assert.Equal([2, 3, 4, 5], constants.SelectMany(name => folded.Initializers[name].ToDoubles()));
        Assert.Equal([6, 7], folded.Initializers[integers].ToInt64s());
    }

    [Fact]
    public void Fold_ConstantText_StaysANode()
    {
        var text = _builder.Node("Constant", [], [("value_string", "words")]);
        Assert.Single(ConstantFolder.Fold(_builder.Build(text)).Nodes);
    }

    [Fact]
    public void Fold_RandomNormal_DrawsFromTheStreamOfItsName()
    {
        var weight = _builder.Node(
            "RandomNormal",
            [],
            [("shape", new[] { 3, 50_000 }), ("mean", 1f), ("scale", 0.5f), ("seed", 9f)],
            "conv.weight");
        var graph = _builder.Build(weight);
        var drawn = ConstantFolder.Fold(graph).Initializers[weight];
        var again = ConstantFolder.Fold(graph, seed: 4).Initializers[weight];
        Assert.Equal("3x50000", string.Join('x', drawn.Shape));
        var (stream, other) = (new RandomStream("init:conv.weight"), new RandomStream("init:conv.weight", 4));
        foreach (var i in new[] { 0, 1, 65_535, 65_536, 149_999 })
        {
            Assert.Equal((float)(1 + (0.5 * stream.Normal(i))), drawn.Span<float>()[i]);
            Assert.Equal((float)(1 + (0.5 * other.Normal(i))), again.Span<float>()[i]);
        }
    }

    [Fact]
    public void Fold_RandomUniformLikeOfAConstant_HasItsShapeAndBounds()
    {
        var like = _builder.Initializer("like", TensorData.Of<float>([1, 2, 3], 3));
        var drawn = _builder.Node("RandomUniformLike", [like], [("low", -2f), ("high", 6f), ("dtype", 11)]);
        var data = ConstantFolder.Fold(_builder.Build(drawn)).Initializers[drawn];
        Assert.Equal(ElementType.Float64, data.Type);
        var stream = new RandomStream($"init:{drawn}");
        Assert.Equal(Enumerable.Range(0, 3).Select(i => -2 + (8 * stream.Uniform(i))), data.ToDoubles());
    }

    [Fact]
    public void Fold_ShapedConstants_AreFilled()
    {
        var shape = _builder.Initializer("shape", TensorData.Int64s(2, 3));
        var sevens = _builder.Node("ConstantOfShape", [shape], [("value", TensorData.Of<float>([7], 1))]);
        var eye = _builder.Node("EyeLike", [sevens], [("k", 1)]);
        var folded = ConstantFolder.Fold(_builder.Build(sevens, eye));
        Assert.Equal([7, 7, 7, 7, 7, 7], folded.Initializers[sevens].ToDoubles());
        Assert.Equal([0, 1, 0, 0, 0, 1], folded.Initializers[eye].ToDoubles());
    }

    [Fact]
    public void Fold_GeneratorsBeyondTheBudget_AreRefused()
    {
        var half = _builder.Node("RandomNormal", [], [("shape", new[] { 1L << 15, 1L << 15 }), ("dtype", 10)]);
        var rest = _builder.Node("RandomNormal", [], [("shape", new[] { (1L << 30) + 1 }), ("dtype", 10)]);
        var error = Assert.Throws<ModelException>(() => ConstantFolder.Fold(_builder.Build(half, rest)));
        Assert.Equal(ModelErrorCode.TooLarge, error.Code);
    }

    [Fact]
    public void Fold_IdentityOfAWeight_IsAnotherInitializerOnTheSameData()
    {
        var first = _builder.Initializer("first", TensorData.Of<float>([1, 2], 2));
        var second = _builder.Node("Identity", [_builder.Node("Identity", [first])]);
        var x = _builder.Input("x", ElementType.Float32, 2);
        var y = _builder.Node("Add", [_builder.Node("Add", [x, first]), second]);
        var folded = ConstantFolder.Fold(_builder.Build(y));
        Assert.Equal([first, second], folded.Initializers.Keys.Order());
        Assert.Same(folded.Initializers[first], folded.Initializers[second]);
    }

    [Theory]
    [InlineData("Transpose")]
    [InlineData("Sign")]
    [InlineData("Mul")]
    public void Fold_WhatAWeightPassesThrough_StaysANode(string type)
    {
        var weight = _builder.Initializer("weight", TensorData.Of<float>([1, 2, 3, 4], 2, 2));
        var used = type == "Mul" ? _builder.Node(type, [weight, weight]) : _builder.Node(type, [weight]);
        var y = _builder.Node("MatMul", [_builder.Input("x", ElementType.Float32, 1, 2), used]);
        var folded = ConstantFolder.Fold(_builder.Build(y));
        Assert.Equal([type, "MatMul"], folded.Nodes.Select(node => node.Operator.Type));
        Assert.Equal(weight, Assert.Single(folded.Initializers).Key);
    }

    [Fact]
    public void Fold_SmallFloatArithmetic_IsASetting()
    {
        var width = _builder.Initializer("width", TensorData.Scalar(64f));
        var y = _builder.Node("Div", [_builder.Input("x", ElementType.Float32, 1, 2), _builder.Node("Sqrt", [width])]);
        var folded = ConstantFolder.Fold(_builder.Build(y));
        Assert.Equal("Div", folded.Nodes.Single().Operator.Type);
        Assert.Equal([8], folded.Initializers[folded.Nodes[0].Inputs[1]].ToDoubles());
    }

    [Fact]
    public void Fold_WhatNobodyReads_IsDropped()
    {
        var x = _builder.Input("x", ElementType.Float32, 1);
        var unread = _builder.Initializer("unread", TensorData.Of<float>([1], 1));
        _builder.Node("Relu", [_builder.Node("Add", [x, unread])]);
        var folded = ConstantFolder.Fold(_builder.Build(_builder.Node("Neg", [x])));
        Assert.Equal("Neg", folded.Nodes.Single().Operator.Type);
        Assert.Empty(folded.Initializers);
    }
}
