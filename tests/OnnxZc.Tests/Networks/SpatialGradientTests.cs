namespace OnnxZc.Tests.Networks;

/// <summary>Derivatives of convolutions, pools and samplers against differences.</summary>
public sealed class SpatialGradientTests
{
    [Theory]
    [InlineData("Conv")]
    [InlineData("ConvTranspose")]
    public void Convolution_RandomPoint_GradientEqualsDifferences(string type) => GradientCheck.Holds(OperatorCase.Of(
        type, 22, [new long[] { 1, 2, 4, 3 }, new long[] { 2, 2, 2, 2 }, new long[] { 2 }]));
}
