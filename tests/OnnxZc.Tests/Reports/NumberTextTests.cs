using System.Globalization;
using OnnxZc.Graphs;
using OnnxZc.Reports;

namespace OnnxZc.Tests.Reports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1289338, "1289338")]
    [InlineData(188321792000, "188321792000")]
    [InlineData(2e12, "2e+12")]
    [InlineData(1234.5678, "1234.57")]
    [InlineData(-0.000012345678, "-1.23457e-05")]
    [InlineData(1234567.5, "1.23457e+06")]
    public void Short_Number_HasSixDigitsUnlessItIsWhole(double value, string expected) =>
        Assert.Equal(expected, NumberText.Short(value));

    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.99999, "99.9 %")]
    [InlineData(0.5, "50 %")]
    public void Percent_Share_IsNeverRoundedUpTo100(double share, string expected) =>
        Assert.Equal(expected, NumberText.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(3.44e-6, "3.4e-06")]
    public void Magnitude_Error_HasTwoDigits(double value, string expected) =>
        Assert.Equal(expected, NumberText.Magnitude(value));

    [Fact]
    public void Exact_Number_ReadsBack() =>
        Assert.Equal(1 / 3.0, double.Parse(NumberText.Exact(1 / 3.0), CultureInfo.InvariantCulture));

    [Fact]
    public void KebabCase_Names_AreHyphenated()
    {
        Assert.Equal("out-of-memory", KebabCase.Of(ScoreStatus.OutOfMemory));
        Assert.Equal("not-onnx", KebabCase.Of(ModelErrorCode.NotOnnx));
        Assert.Equal("ok", KebabCase.Of(CardStatus.Ok));
    }
}
