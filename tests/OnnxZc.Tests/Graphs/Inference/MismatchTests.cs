using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>
/// Shapes that cannot fit end with a typed error that names the node; what merely depends on data does not.
/// </summary>
public sealed class MismatchTests
{
    [Theory]
    [InlineData("Conv", 11, "1x4x8x8; 8x3x3x3", "")]
    [InlineData("Conv", 11, "1x3x8x8; 8x3x9x9", "")]
    [InlineData("Conv", 11, "1x4x8x8; 6x1x3x3", "group=4")]
    [InlineData("Conv", 11, "1x3x8x8; 8x3x3x3; 7", "")]
    [InlineData("Conv", 11, "1x3x8x8; 8x3x3x3", "strides=[0,1]")]
    [InlineData("Conv", 11, "1x3x8x8; 8x3x3x3", "strides=[1]")]
    [InlineData("Conv", 11, "1x3x8x8; 8x3x3x3", "kernel_shape=[5,5]")]
    [InlineData("ConvTranspose", 11, "1x3x8x8; 4x3x3x3", "")]
    [InlineData("ConvTranspose", 11, "1x3x1x1; 3x3x1x1", "pads=[2,2,2,2]")]
    [InlineData("MaxPool", 12, "1x3x4x4", "kernel_shape=[5,5]")]
    [InlineData("MaxPool", 12, "1x3x4x4", "kernel_shape=[2]")]
    [InlineData("Gemm", 13, "2x3; 4x5", "")]
    [InlineData("Gemm", 13, "2x3; 3x5; 4", "")]
    [InlineData("Gemm", 13, "1x2x3; 3x5", "")]
    [InlineData("MatMul", 13, "2x3; 4x5", "")]
    [InlineData("MatMul", 13, "2x4x3; 3x3x5", "")]
    [InlineData("Einsum", 12, "2x3; 4x5", "equation=ij,jk->ik")]
    [InlineData("Einsum", 12, "2x3", "equation=ijk->i")]
    [InlineData("Einsum", 12, "2x3", "equation=ij->k")]
    [InlineData("Add", 14, "2x3; 2x4", "")]
    [InlineData("PRelu", 9, "2x3; 4x2x3", "")]
    [InlineData("Expand", 13, "3x4; {3 5}", "")]
    [InlineData("Reshape", 14, "2x3; {5}", "")]
    [InlineData("Reshape", 14, "2x3; {4 -1}", "")]
    [InlineData("Reshape", 14, "2x3; {2 3 0}", "")]
    [InlineData("Reshape", 14, "2x3; {-2 -3}", "")]
    [InlineData("Concat", 13, "2x3; 3x3", "axis=1")]
    [InlineData("Concat", 13, "2x3; 2", "axis=0")]
    [InlineData("Softmax", 13, "2x3", "axis=2")]
    [InlineData("ReduceMean", 13, "2x3", "axes=[-3]")]
    [InlineData("Transpose", 13, "2x3", "perm=[0,0]")]
    [InlineData("Squeeze", 13, "2x3; {0}", "")]
    [InlineData("Unsqueeze", 13, "2x3; {1 1}", "")]
    [InlineData("Split", 2, "7x2", "axis=0")]
    [InlineData("Split", 13, "7x2; {3 3}", "axis=0")]
    [InlineData("Slice", 13, "7; {0}; {3}; {0}; {0}", "")]
    [InlineData("Gather", 13, "3; {3}", "")]
    [InlineData("Pad", 13, "3x2; {-2 0 -2 0}", "")]
    [InlineData("Pad", 13, "3x2; {1 1}", "")]
    [InlineData("Tile", 13, "3x2; {1}", "")]
    [InlineData("DepthToSpace", 13, "1x6x2x2", "blocksize=2")]
    [InlineData("BatchNormalization", 15, "2x3x4; 4; 4; 4; 4", "")]
    [InlineData("GroupNormalization", 18, "2x6x4; 4; 4", "num_groups=4")]
    [InlineData("LayerNormalization", 17, "2x3x4; 3", "")]
    [InlineData("LSTM", 14, "7x2x4; 1x20x3; 1x20x5", "")]
    [InlineData("TopK", 11, "3x4; {5}", "")]
    [InlineData("ConstantOfShape", 9, "{-1}", "")]
    [InlineData("ConstantOfShape", 9, "{2000000 2000000}", "")]
    [InlineData("ConstantOfShape", 9, "{9000000000 9000000000}", "")]
    [InlineData("Range", 11, "{0}:; {5}:; {0}:", "")]
    public void Infer_ShapesThatCannotFit_NamesTheNode(string type, int since, string inputs, string attributes)
    {
        var error = Assert.Throws<ModelException>(
            () => OneNode.Infer(type, since, inputs, attributes, outputs: type == "Split" ? 2 : 1));
        Assert.Equal((ModelErrorCode.ShapeMismatch, "node"), (error.Code, error.Node));
        Assert.Contains($"'node' ({type}-{since})", error.Message);
    }

    [Theory]
    [InlineData("NonZero", 13, "3x4")]
    [InlineData("Reshape", 14, "3x4; 2")]
    [InlineData("NoSuchOperator", 1, "3x4")]
    public void Infer_ShapeThatDependsOnData_IsUnknownWithAReason(string type, int since, string inputs)
    {
        var shapes = OneNode.Infer(type, since, inputs);
        Assert.True(shapes.Shape("out0").IsDefault);
        Assert.Contains(type, shapes.Unknown.Single().Reason);
    }

    [Fact]
    public void Infer_AttributeOfTheWrongType_IsAnInvalidGraph() => Assert.Equal(
        ModelErrorCode.InvalidGraph,
        Assert.Throws<ModelException>(() => OneNode.Infer("Flatten", 13, "2x3", "axis=[1]")).Code);

    [Fact]
    public void Infer_ManyLargeConstants_AreNoLongerFollowed()
    {
        var builder = new GraphBuilder(13);
        var size = builder.Initializer("size", TensorData.Int64s(1 << 16));
        string[] made = [.. Enumerable.Range(0, 257).Select(_ => builder.Node("ConstantOfShape", [size]))];
        var shapes = ShapeInference.Infer(builder.Build(made), new Dictionary<string, ImmutableArray<long>>());
        Assert.NotNull(shapes.Constant(made[255]));
        Assert.Null(shapes.Constant(made[256]));
        Assert.Equal("65536", OneNode.Text(shapes.Shape(made[256])));
    }

    [Fact]
    public void Infer_InputAgainstItsDeclaration_IsRefused()
    {
        var builder = new GraphBuilder(13);
        var graph = builder.Build(builder.Node("Relu", [builder.Input("x", ElementType.Float32, null, 3)]));
        var error = Assert.Throws<ModelException>(
            () => ShapeInference.Infer(graph, new Dictionary<string, ImmutableArray<long>> { ["x"] = [2, 4] }));
        Assert.Contains("x: Float32[N, 3]", error.Message);
    }

    [Fact]
    public void Infer_BehindAnUnknownValue_ResumesWhereATargetIsComplete()
    {
        var builder = new GraphBuilder(13);
        var found = builder.Node("NonZero", [builder.Input("x", ElementType.Float32, 4)]);
        var lost = builder.Node("Relu", [found]);
        var target = builder.Initializer("target", TensorData.Int64s(2, 2));
        var again = builder.Node("Reshape", [lost, target]);
        var shapes = ShapeInference.Infer(builder.Build(again), new Dictionary<string, ImmutableArray<long>>());
        Assert.Equal([found, lost], shapes.Unknown.Select(unknown => unknown.Node.Outputs[0]));
        Assert.Equal("2x2", OneNode.Text(shapes.Shape(again)));
    }
}
