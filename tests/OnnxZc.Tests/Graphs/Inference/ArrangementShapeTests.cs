namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>Operators that reshape, pick, join and resize, by the examples of their definitions.</summary>
public sealed class ArrangementShapeTests
{
    [Theory]
    [InlineData("2x3x4; {4 2 3}", "", "4x2x3")]
    [InlineData("2x3x4; {2 0 -1}", "", "2x3x4")]
    [InlineData("2x3x4; {-1}", "", "24")]
    [InlineData("0x3x4; {3 4 0}", "allowzero=1", "3x4x0")]
    [InlineData("4; {2 2}", "", "2x2")]
    public void Reshape_Targets_AreResolved(string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape("Reshape", 14, inputs, attributes));

    [Theory]
    [InlineData("Flatten", 13, "2x3x4x5", "axis=2", "6x20")]
    [InlineData("Flatten", 13, "2x3x4x5", "axis=0", "1x120")]
    [InlineData("Flatten", 13, "2x3x4x5", "axis=4", "120x1")]
    [InlineData("Flatten", 13, "2x3x4x5", "axis=-1", "24x5")]
    [InlineData("Squeeze", 11, "1x3x1x5", "axes=[0]", "3x1x5")]
    [InlineData("Squeeze", 13, "1x3x1x5; {-2}", "", "1x3x5")]
    [InlineData("Squeeze", 13, "1x3x1x5", "", "3x5")]
    [InlineData("Unsqueeze", 11, "3x4", "axes=[0,3]", "1x3x4x1")]
    [InlineData("Unsqueeze", 13, "3x4; {-1 1}", "", "3x1x4x1")]
    [InlineData("Transpose", 13, "2x3x4", "", "4x3x2")]
    [InlineData("Transpose", 13, "2x3x4", "perm=[1,0,2]", "3x2x4")]
    [InlineData("DepthToSpace", 13, "1x8x2x3", "blocksize=2", "1x2x4x6")]
    [InlineData("SpaceToDepth", 13, "1x2x4x6", "blocksize=2", "1x8x2x3")]
    public void Rearranging_Settings_GiveTheDocumentedShape(
        string type, int since, string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape(type, since, inputs, attributes));

    [Theory]
    [InlineData(1, "20x10x5", "starts=[0,0] ends=[3,10] axes=[0,1]", "3x10x5")]
    [InlineData(1, "20x10x5", "starts=[1] ends=[9223372036854775807]", "19x10x5")]
    [InlineData(13, "20x10x5; {0 0}; {3 -1}; {0 1}", "", "3x9x5")]
    [InlineData(13, "20x10x5; {20 10 4}; {0 0 1}; {0 1 2}; {-1 -3 -2}", "", "19x3x2")]
    [InlineData(13, "4x2; {-1}; {-9223372036854775807}; {0}; {-1}", "", "4x2")]
    [InlineData(13, "20x10; {1000}; {2000}; {1}", "", "20x0")]
    public void Slice_Bounds_AreClamped(int since, string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape("Slice", since, inputs, attributes));

    [Theory]
    [InlineData(2, "6x2", "axis=0", "3x2,3x2")]
    [InlineData(2, "6x2", "axis=0 split=[2,4]", "2x2,4x2")]
    [InlineData(13, "6x2; {5 1}", "axis=0", "5x2,1x2")]
    [InlineData(18, "7x2", "axis=0 num_outputs=2", "4x2,3x2")]
    public void Split_Parts_FollowTheVersion(int since, string inputs, string attributes, string expected)
    {
        var shapes = OneNode.Infer("Split", since, inputs, attributes, outputs: 2);
        Assert.Equal(expected, $"{OneNode.Text(shapes.Shape("out0"))},{OneNode.Text(shapes.Shape("out1"))}");
    }

    [Theory]
    [InlineData("Gather", 13, "5x4x3; {1 2}", "axis=1", "5x2x3")]
    [InlineData("Gather", 13, "5x4; {-1}:", "", "4")]
    [InlineData("GatherElements", 13, "3x3; 2x3", "axis=0", "2x3")]
    [InlineData("GatherND", 12, "2x2x2; 2x1", "", "2x2x2")]
    [InlineData("GatherND", 12, "2x2x2; 2x1", "batch_dims=1", "2x2")]
    [InlineData("ScatterND", 13, "4x4x4; 2x1; 2x4x4", "", "4x4x4")]
    [InlineData("ScatterElements", 13, "3x3; 2x3; 2x3", "", "3x3")]
    [InlineData("Concat", 13, "2x3; 2x5; 2x1", "axis=-1", "2x9")]
    [InlineData("Tile", 13, "2x3; {2 2}", "", "4x6")]
    [InlineData("Expand", 13, "3x1; {2 1 6}", "", "2x3x6")]
    [InlineData("Expand", 13, "3x4; {3 1}", "", "3x4")]
    [InlineData("Pad", 2, "3x2", "pads=[0,2,1,0]", "4x4")]
    [InlineData("Pad", 13, "3x2; {0 2 0 0}; f{0}", "", "3x4")]
    [InlineData("Pad", 13, "3x4; {-1 0 0 -1}", "", "2x3")]
    [InlineData("Pad", 18, "3x4x5; {1 2}; ; {1}", "", "3x7x5")]
    public void PickingAndJoining_Settings_GiveTheDocumentedShape(
        string type, int since, string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape(type, since, inputs, attributes));

    [Theory]
    [InlineData("Upsample", 7, "1x1x2x3", "scales=[1.0,1.0,2.0,3.0]", "1x1x4x9")]
    [InlineData("Upsample", 9, "1x1x2x3; f{1 1 2 3}", "", "1x1x4x9")]
    [InlineData("Resize", 10, "1x1x4x4; f{1 1 0.6 0.6}", "", "1x1x2x2")]
    [InlineData("Resize", 11, "1x1x4x4; f{}; f{1 1 0.8 0.8}", "", "1x1x3x3")]
    [InlineData("Resize", 11, "1x1x4x4; f{}; f{}; {1 1 5 7}", "", "1x1x5x7")]
    [InlineData("Resize", 13, "1x1x4x4; ; ; {1 1 5 7}", "", "1x1x5x7")]
    [InlineData("Resize", 19, "1x1x4x8; ; ; {6 6}", "axes=[2,3] keep_aspect_ratio_policy=not_larger", "1x1x3x6")]
    [InlineData("Resize", 19, "1x1x4x8; ; ; {6 6}", "axes=[2,3] keep_aspect_ratio_policy=not_smaller", "1x1x6x12")]
    public void Resizing_ScalesOrSizes_GiveTheDocumentedShape(
        string type, int since, string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape(type, since, inputs, attributes));
}
