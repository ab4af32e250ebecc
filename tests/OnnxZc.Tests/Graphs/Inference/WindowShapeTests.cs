namespace OnnxZc.Tests.Graphs.Inference;

/// <summary>Convolutions and pooling against the operators' documented output sizes.</summary>
public sealed class WindowShapeTests
{
    [Theory]
    [InlineData("2x3x32x32; 8x3x3x3", "", "2x8x30x30")]
    [InlineData("2x3x32x32; 8x3x3x3; 8", "pads=[1,1,1,1]", "2x8x32x32")]
    [InlineData("1x3x224x224; 64x3x7x7", "pads=[3,3,3,3] strides=[2,2]", "1x64x112x112")]
    [InlineData("1x8x9x9; 8x1x3x3", "group=8 dilations=[2,2]", "1x8x5x5")]
    [InlineData("1x1x7x5; 1x1x3x3", "auto_pad=SAME_UPPER strides=[2,2]", "1x1x4x3")]
    [InlineData("1x1x7x5; 1x1x3x3", "auto_pad=VALID pads=[9,9,9,9]", "1x1x5x3")]
    [InlineData("1x2x10; 4x2x3", "pads=[0,1]", "1x4x9")]
    [InlineData("1x1x7x7x7; 2x1x3x3x3", "", "1x2x5x5x5")]
    public void Conv_Settings_GiveTheDocumentedSize(string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape("Conv", 11, inputs, attributes));

    [Theory]
    [InlineData("1x1x3x3; 1x2x3x3", "", "1x2x5x5")]
    [InlineData("1x1x3x3; 1x2x3x3", "strides=[3,2]", "1x2x9x7")]
    [InlineData("1x1x3x3; 1x2x3x3", "strides=[3,2] output_padding=[1,1]", "1x2x10x8")]
    [InlineData("1x1x3x3; 1x2x3x3", "strides=[3,2] output_shape=[10,8]", "1x2x10x8")]
    [InlineData("1x1x3x3; 1x2x3x3", "strides=[3,2] pads=[1,2,1,2]", "1x2x7x3")]
    [InlineData("1x1x3x3; 1x1x2x2", "dilations=[2,2]", "1x1x5x5")]
    [InlineData("1x1x3x3; 1x2x3x3", "auto_pad=SAME_UPPER strides=[2,2]", "1x2x6x6")]
    [InlineData("1x4x3x3; 4x2x1x1", "group=2", "1x4x3x3")]
    public void ConvTranspose_Settings_GiveTheDocumentedSize(string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape("ConvTranspose", 11, inputs, attributes));

    [Theory]
    [InlineData("1x3x32x32", "kernel_shape=[2,2]", "1x3x31x31")]
    [InlineData("1x1x4x4", "kernel_shape=[3,3] strides=[2,2] ceil_mode=1", "1x1x2x2")]
    [InlineData("1x1x5x5", "kernel_shape=[5,5] pads=[2,2,2,2]", "1x1x5x5")]
    [InlineData("1x1x4x4", "kernel_shape=[2,2] dilations=[2,2]", "1x1x2x2")]
    [InlineData("1x1x112x112", "kernel_shape=[3,3] strides=[2,2] ceil_mode=1", "1x1x56x56")]
    [InlineData("1x1x3x3", "kernel_shape=[1,1] strides=[2,2] pads=[0,0,1,1] ceil_mode=1", "1x1x2x2")]
    [InlineData("1x1x32x32", "kernel_shape=[3,3] strides=[2,2] auto_pad=SAME_LOWER", "1x1x16x16")]
    public void MaxPool_Settings_GiveTheDocumentedSize(string inputs, string attributes, string expected) =>
        Assert.Equal(expected, OneNode.Shape("MaxPool", 12, inputs, attributes));

    [Fact]
    public void GlobalAveragePool_AnyMap_IsOneNumberPerChannel() =>
        Assert.Equal("2x5x1x1", OneNode.Shape("GlobalAveragePool", 1, "2x5x7x9"));
}
