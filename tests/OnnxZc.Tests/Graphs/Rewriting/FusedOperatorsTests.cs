using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Graphs.Rewriting.Fusion;

namespace OnnxZc.Tests.Graphs.Rewriting;

public sealed class FusedOperatorsTests
{
    [Theory]
    [InlineData("QLinearConv", "")]
    [InlineData("QLinearMatMul", "")]
    [InlineData("MatMulInteger", "")]
    [InlineData("FusedConv", "com.microsoft")]
    [InlineData("SkipLayerNormalization", "com.microsoft")]
    [InlineData("EmbedLayerNormalization", "com.microsoft")]
    [InlineData("Attention", "com.microsoft")]
    [InlineData("MultiHeadAttention", "com.microsoft")]
    [InlineData("QGemm", "com.microsoft")]
    [InlineData("QLinearConcat", "com.microsoft")]
    [InlineData("DynamicQuantizeMatMul", "com.microsoft")]
    public void TakeApart_NodeWithoutItsInputs_IsKeptOrRefusedByName(string type, string domain)
    {
        foreach (var count in new[] { 0, 1, 2, 3 })
        {
            var build = new GraphBuilder(17);
            var x = build.Input("x", ElementType.Float32, 2, 3, 4);
            var graph = build.Build(build.Node(type, [.. Enumerable.Repeat(x, count)], domain: domain));
            try
            {
                FusedOperators.TakeApart(graph);
            }
            catch (ModelException refused)
            {
                Assert.Contains(type, refused.Operator, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Fold_DequantizeLinearThatDoesNotFit_StaysANode()
    {
        foreach (var inputs in new[] { new[] { "bytes" }, ["bytes", "three"], ["bytes", "step", "real"], ["", "step"] })
        {
            var build = new GraphBuilder(17);
            build.Initializer("bytes", TensorData.Of<sbyte>([1, 2], 2));
            build.Initializer("step", TensorData.Scalar(0.5f));
            build.Initializer("three", TensorData.Of<float>([1, 2, 3], 3));
            build.Initializer("real", TensorData.Scalar(1f));
            var graph = build.Build(build.Node("DequantizeLinear", inputs));
            Assert.Single(ConstantFolder.Fold(graph).Nodes);
        }
    }
}
