using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class OperatorVersionsTests
{
    [Theory]
    [InlineData("Softmax", 15, 13)]
    [InlineData("Softmax", 12, 11)]
    [InlineData("Softmax", 13, 13)]
    [InlineData("Softmax", 7, 1)]
    [InlineData("BatchNormalization", 17, 15)]
    [InlineData("BatchNormalization", 14, 14)]
    [InlineData("BatchNormalization", 13, 9)]
    [InlineData("BatchNormalization", 8, 7)]
    [InlineData("Relu", 15, 14)]
    [InlineData("Conv", 21, 11)]
    [InlineData("Conv", 26, 22)]
    [InlineData("Upsample", 9, 9)]
    [InlineData("GroupNormalization", 18, 18)]
    [InlineData("LayerNormalization", 17, 17)]
    [InlineData("Gelu", 20, 20)]
    [InlineData("Resize", 12, 11)]
    [InlineData("Dropout", 12, 12)]
    [InlineData("CumProd", 26, 26)]
    public void Resolve_DefaultDomain_IsTheNewestDefinitionThatTheOpsetHas(string type, int opset, int since) =>
        Assert.Equal(since, OperatorVersions.Resolve("", type, opset));

    [Fact]
    public void Resolve_OtherDomain_IsTheOpset() => Assert.Equal(3, OperatorVersions.Resolve("com.example", "Conv", 3));

    [Theory]
    [InlineData("Gelu", 19, "it appeared in opset 20")]
    [InlineData("Upsample", 10, "it was withdrawn in opset 10")]
    [InlineData("Scatter", 17, "it was withdrawn in opset 11")]
    [InlineData("conv", 17, "ONNX defines no such operator")]
    public void Resolve_OperatorThatTheOpsetLacks_SaysWhy(string type, int opset, string why)
    {
        var error = Assert.Throws<ModelException>(() => OperatorVersions.Resolve("", type, opset));
        Assert.Equal((ModelErrorCode.UnsupportedOperator, type), (error.Code, error.Operator));
        Assert.EndsWith(why, error.Message, StringComparison.Ordinal);
    }
}
