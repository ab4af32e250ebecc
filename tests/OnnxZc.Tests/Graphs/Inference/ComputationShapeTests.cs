using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>
/// Operators that calculate: broadcasting, products, reductions, normalisation, recurrence, generation.
/// </summary>
public sealed class ComputationShapeTests
{
    [Theory]
    [InlineData("Add", 14, "2x3x4x5; ()", "", "2x3x4x5")]
    [InlineData("Mul", 14, "4x5; 2x3x1x1", "", "2x3x4x5")]
    [InlineData("Add", 6, "2x3x4x5; 3x4", "broadcast=1 axis=1", "2x3x4x5")]
    [InlineData("PRelu", 9, "2x3x4; 3x1", "", "2x3x4")]
    [InlineData("Where", 9, "2x1; 1x3; 2x3", "", "2x3")]
    [InlineData("Max", 13, "3; 2x1; 1", "", "2x3")]
    [InlineData("MatMul", 13, "4x3; 3x5", "", "4x5")]
    [InlineData("MatMul", 13, "7x1x4x3; 2x3x5", "", "7x2x4x5")]
    [InlineData("MatMul", 13, "3; 2x3x5", "", "2x5")]
    [InlineData("MatMul", 13, "2x4x3; 3", "", "2x4")]
    [InlineData("MatMul", 13, "3; 3", "", "()")]
    [InlineData("Gemm", 13, "3x4; 5x3; 5", "transA=1 transB=1", "4x5")]
    [InlineData("Einsum", 12, "2x3x4; 2x5x4", "equation=bij,bkj->bik", "2x3x5")]
    [InlineData("Einsum", 12, "2x3x4; 2x5x4", "equation=b_i_j,_b_k_j_->_b_i_k", "2x3x5")]
    [InlineData("Einsum", 12, "5x5", "equation=ii", "()")]
    [InlineData("Einsum", 12, "7x2x3; 3x4", "equation=...ij,jk->...ik", "7x2x4")]
    [InlineData("Einsum", 12, "3x4; 4x2", "equation=ba,ac", "3x2")]
    [InlineData("ReduceMean", 13, "3x2x2", "axes=[1] keepdims=0", "3x2")]
    [InlineData("ReduceMean", 18, "3x2x2; {1}", "", "3x1x2")]
    [InlineData("ReduceSum", 13, "3x2x2; {-1}", "keepdims=0", "3x2")]
    [InlineData("ReduceSum", 13, "3x2x2", "noop_with_empty_axes=1", "3x2x2")]
    [InlineData("ReduceMax", 13, "3x2x2", "", "1x1x1")]
    [InlineData("ArgMax", 13, "2x3x4", "axis=1 keepdims=0", "2x4")]
    [InlineData("Softmax", 11, "2x3", "axis=2", "2x3")]
    [InlineData("LayerNormalization", 17, "2x3x4; 4; 4", "", "2x3x4")]
    [InlineData("GroupNormalization", 18, "2x6x4; 3; 3", "num_groups=3", "2x6x4")]
    [InlineData("GroupNormalization", 21, "2x6x4; 6; 6", "num_groups=3", "2x6x4")]
    [InlineData("LSTM", 14, "7x2x3; 1x20x3; 1x20x5", "hidden_size=5", "7x1x2x5")]
    [InlineData("GRU", 14, "2x7x3; 2x15x3; 2x15x5", "hidden_size=5 layout=1", "2x7x2x5")]
    [InlineData("TopK", 11, "3x4; {2}", "axis=1", "3x2")]
    [InlineData("OneHot", 11, "2x3; {5}:; 2", "axis=1", "2x5x3")]
    [InlineData("Range", 11, "{10}:; {6}:; {-3}:", "", "2")]
    [InlineData("ConstantOfShape", 9, "{4 3 2}", "", "4x3x2")]
    [InlineData("Shape", 15, "3x4x5", "start=-2", "2")]
    [InlineData("RandomNormal", 1, "", "shape=[2,3]", "2x3")]
    public void Calculating_Settings_GiveTheDocumentedShape(
        string type, int since, string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape(type, since, inputs, attributes));

    [Fact]
    public void BatchNormalization_TrainingForm_HasStatisticsPerChannel()
    {
        var shapes = OneNode.Infer("BatchNormalization", 9, "2x3x4x4; 3; 3; 3; 3", "", outputs: 5);
        Assert.Equal(
            ["2x3x4x4", "3", "3", "3", "3"],
            Enumerable.Range(0, 5).Select(i => OneNode.Text(shapes.Shape($"out{i}"))));
    }

    [Theory]
    [InlineData("Equal", 13, "2; 2", "", ElementType.Bool)]
    [InlineData("Cast", 13, "2", "to=10", ElementType.Float16)]
    [InlineData("ArgMin", 13, "2", "", ElementType.Int64)]
    [InlineData("Where", 9, "2; {1 2}; {3 4}", "", ElementType.Int64)]
    [InlineData("Relu", 14, "2", "", ElementType.Float32)]
    public void Type_OfResult_FollowsTheOperator(
        string type, int since, string inputs, string attributes, ElementType expected) =>
        Assert.Equal(expected, OneNode.Infer(type, since, inputs, attributes).Type("out0"));
}
