using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Counting;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Tests.Graphs.Counting;

public sealed class MacCounterTests
{
    readonly GraphBuilder _builder = new(17);

    [Fact]
    public void Count_Convolutions_AreOutputsTimesFilterPlusBias()
    {
        var x = _builder.Input("x", ElementType.Float32, 4, 6, 8, 8);
        var y = _builder.Node("Conv", [x, Weight("w", 9, 2, 3, 3), Weight("b", 9)], [("group", 3)]);
        var counts = Count(y);
        Assert.Equal((6 * 6 * 9 * 2 * 9) + (6 * 6 * 9), counts.Macs);
        Assert.Equal((9 * 2 * 9) + 9, counts.Parameters);
        Assert.Equal(9 * 2 * 9, counts.WeightParameters);
    }

    [Fact]
    public void Count_TransposedConvolution_IsInputsTimesFilter()
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 6, 5, 5);
        var weight = Weight("w", 6, 4, 2, 2);
        var y = _builder.Node("ConvTranspose", [x, weight], [("strides", new[] { 2, 2 }), ("group", 2)]);
        var counts = Count(y);
        Assert.Equal(5 * 5 * 6 * 4 * 4, counts.Macs);
        Assert.Equal(0, counts.WeightParameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Count_LinearLayerOfTwoNodes_HasABiasInEitherOrder(bool biasFirst)
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 7, 3);
        var weight = _builder.Node("Transpose", [Weight("w", 5, 3)]);
        var product = _builder.Node("MatMul", [x, weight]);
        var bias = Weight("b", 5);
        var counts = Count(_builder.Node("Add", biasFirst ? [bias, product] : [product, bias]));
        Assert.Equal(7 * ((3 * 5) + 5), counts.Macs);
        Assert.Equal((20, 15), (counts.Parameters, counts.WeightParameters));
    }

    [Fact]
    public void Count_AddOfAPerPositionConstant_IsNoBias()
    {
        var x = _builder.Input("x", ElementType.Float32, 2, 5, 3);
        var product = _builder.Node("MatMul", [x, Weight("w", 3, 5)]);
        Assert.Equal(5 * 3 * 5, Count(_builder.Node("Add", [product, Weight("pos", 5, 1)])).Macs);
    }

    [Fact]
    public void Count_AttentionProducts_CountAndAreNoParameters()
    {
        var q = _builder.Input("q", ElementType.Float32, 2, 4, 10, 16);
        var scores = _builder.Node("MatMul", [q, _builder.Node("Transpose", [q], [("perm", new[] { 0, 1, 3, 2 })])]);
        var mixed = _builder.Node("Einsum", [scores, q], [("equation", "b h i j, b h j d -> b h i d")]);
        var counts = Count(mixed);
        Assert.Equal(2 * 4 * 10 * 10 * 16, counts.Macs);
        Assert.Equal((0, 0), (counts.Parameters, counts.WeightParameters));
    }

    [Fact]
    public void Count_Recurrence_IsGatesTimesInputAndState()
    {
        var x = _builder.Input("x", ElementType.Float32, 7, 2, 3);
        var y = _builder.Node(
            "LSTM",
            [x, Weight("w", 1, 20, 3), Weight("r", 1, 20, 5), Weight("b", 1, 40)],
            [("hidden_size", 5)]);
        var counts = Count(y);
        Assert.Equal(7 * 20 * (3 + 5 + 2) * 2 / 7.0, counts.Macs);
        Assert.Equal(60 + 100 + 40, counts.Parameters);
    }

    [Fact]
    public void Count_WhatDoesNotDependOnTheInput_CountsOnceWhateverTheBatch()
    {
        var x = _builder.Input("x", ElementType.Float32, 8, 5);
        var table = _builder.Node("MatMul", [Weight("a", 5, 4), Weight("b", 4, 5)]);
        Assert.Equal((5 * 5) + (5 * 4 * 5), Count(_builder.Node("MatMul", [x, table])).Macs);
    }

    [Fact]
    public void Count_OneWeightInTwoLayers_IsOneParameterAndTwoCosts()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 3);
        var weight = Weight("w", 3, 3);
        var counts = Count(_builder.Node("MatMul", [_builder.Node("MatMul", [x, weight]), weight]));
        Assert.Equal((9, 9, 18), (counts.Parameters, counts.WeightParameters, counts.Macs));
    }

    [Fact]
    public void Count_Settings_AreNoParameters()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 3, 4, 4);
        var one = _builder.Initializer("one", TensorData.Scalar(1f));
        var clipped = _builder.Node("Clip", [x, one, one]);
        var halved = _builder.Node("Div", [clipped, _builder.Initializer("half", TensorData.Of<float>([0.5f], 1))]);
        var scales = _builder.Initializer("scales", TensorData.Of<float>([1, 1, 2, 2], 4));
        var doubled = _builder.Node("Add", [scales, scales]);
        var y = _builder.Node("PRelu", [_builder.Node("Resize", [halved, "", doubled]), Weight("slope", 1)]);
        Assert.Equal(1, Count(y).Parameters);
    }

    [Fact]
    public void Count_BatchNormalization_HasScaleAndBiasButNoStatistics()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 6, 4, 4);
        var y = _builder.Node(
            "BatchNormalization", [x, Weight("scale", 6), Weight("bias", 6), Weight("mean", 6), Weight("variance", 6)]);
        var counts = Count(y);
        Assert.Equal((12, 0, 1), (counts.Parameters, counts.Macs, counts.Coverage));
        Assert.Empty(counts.Uncounted);
    }

    [Fact]
    public void Count_WeightsBehindIdentity_CountPerReader()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 6);
        var first = Weight("first", 6);
        var y = _builder.Node("Mul", [_builder.Node("Add", [x, first]), _builder.Node("Identity", [first])]);
        Assert.Equal(12, Count(y).Parameters);
    }

    [Fact]
    public void Count_UnknownOperator_LowersTheCoverageByItsNodes()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 6);
        var known = _builder.Node("Relu", [_builder.Node("MatMul", [x, Weight("w", 6, 6)])]);
        var strange = _builder.Node("Strange", [known], domain: "com.example");
        var counts = Count(_builder.Node("MatMul", [strange, Weight("v", 6, 6)]));
        Assert.Equal(36, counts.Macs);
        Assert.Equal(1 / 3.0, counts.Coverage, 12);
        Assert.Equal(["MatMul-13", "com.example.Strange-1"], counts.Uncounted);
    }

    [Fact]
    public void Count_BeyondSixtyFourBits_IsATypedError()
    {
        var x = _builder.Input("x", ElementType.Float32, 1, 1 << 20, 1 << 20);
        var y = Enumerable.Range(0, 9).Aggregate(x, (product, _) => _builder.Node("MatMul", [product, x]));
        Assert.Equal(ModelErrorCode.TooLarge, Assert.Throws<ModelException>(() => Count(y)).Code);
    }

    string Weight(string name, params long[] shape)
    {
        var values = new float[TensorData.CountOf(shape)];
        return _builder.Initializer(name, TensorData.Of<float>(values, shape));
    }

    ModelCounts Count(string output)
    {
        var folded = ConstantFolder.Fold(_builder.Build(output));
        return MacCounter.Count(folded, ShapeInference.Infer(folded, new Dictionary<string, ImmutableArray<long>>()));
    }
}
