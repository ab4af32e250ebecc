using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class ClosedFormTests
{
    [Fact]
    public void CrossEntropy_Gradient_IsSoftmaxMinusOneHotOverBatch()
    {
        using var scope = NewDisposeScope();
        var logits = Draws.Normal("logits", 4, 5).requires_grad_();
        var labels = tensor([1L, 0L, 4L, 2L]);
        var gradient = autograd.grad([F.cross_entropy(logits, labels)], [logits])[0];
        var expected = (logits.softmax(1) - F.one_hot(labels, 5)) / 4;
        Assert.True(allclose(expected, gradient, 1e-12, 1e-12));
    }

    [Fact]
    public void Matmul_Gradient_IsTransposedProduct()
    {
        using var scope = NewDisposeScope();
        var (a, b, seed) = (Draws.Normal("a", 3, 4), Draws.Normal("b", 4, 2), Draws.Normal("seed", 3, 2));
        a.requires_grad_();
        b.requires_grad_();
        var gradients = autograd.grad([a.matmul(b)], [a, b], [seed]);
        Assert.True(allclose(seed.matmul(b.t()), gradients[0], 1e-12, 1e-12));
        Assert.True(allclose(a.t().matmul(seed), gradients[1], 1e-12, 1e-12));
    }

    [Fact]
    public void BatchNorm_Training_HasBatchMeanZeroAndVarianceOne()
    {
        using var scope = NewDisposeScope();
        var y = F.batch_norm(Draws.Normal("x", 4, 3, 5, 5) * 7 + 2, null, null, training: true);
        Assert.All(y.mean([0, 2, 3]).data<double>().ToArray(), mean => Assert.Equal(0, mean, 12));
        Assert.All(y.var([0, 2, 3], false).data<double>().ToArray(), variance => Assert.Equal(1, variance, 5));
    }

    [Fact]
    public void BatchNorm_Running_UsesTheGivenStatistics()
    {
        using var scope = NewDisposeScope();
        var y = F.batch_norm(tensor(new[,] { { 5.0, 1.0 } }), tensor([1.0, 3.0]), tensor([4.0, 16.0]), eps: 0);
        Assert.Equal([2, -0.5], y.data<double>().ToArray());
    }

    [Fact]
    public void ConvTranspose_OutputPadding_GrowsOneSide()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, 1, 2, 2);
        var kernel = ones(1, 1, 2, 2);
        var y = F.conv_transpose2d(x, kernel, strides: [2, 2], output_padding: [1, 1]);
        Assert.Equal([1, 1, 5, 5], y.shape);
        Assert.Equal(16, y.sum().ToSingle());
    }

    [Fact]
    public void LocalResponseNorm_OfConstant_IsTheFormula()
    {
        using var scope = NewDisposeScope();
        var y = F.local_response_norm(full(1, 3, 2, 2, 2.0, dtype: float64), 3, 0.5, 0.75, 1);
        // Three channels of 4, zeros outside: sums of squares 8, 12, 8.
        double[] expected = [8, 12, 8];
        Assert.Equal(
            expected.Select(sum => 2 / Math.Pow(1 + (0.5 * sum / 3), 0.75)),
            y.amax([0, 2, 3], false).data<double>().ToArray(),
            (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Theory]
    [InlineData(PaddingModes.Constant, new[] { 9.0, 9, 1, 2, 3, 9 })]
    [InlineData(PaddingModes.Reflect, new[] { 3.0, 2, 1, 2, 3, 2 })]
    [InlineData(PaddingModes.Replicate, new[] { 1.0, 1, 1, 2, 3, 3 })]
    [InlineData(PaddingModes.Circular, new[] { 2.0, 3, 1, 2, 3, 1 })]
    public void Pad_EachMode_FillsAsNamed(PaddingModes mode, double[] expected)
    {
        using var scope = NewDisposeScope();
        var value = mode == PaddingModes.Constant ? 9 : 0;
        Assert.Equal(expected, F.pad(tensor([1.0, 2, 3], [1, 1, 3]), [2, 1], mode, value).data<double>().ToArray());
    }

    [Fact]
    public void Interpolate_NearestByScale_RepeatsPixels()
    {
        using var scope = NewDisposeScope();
        var y = F.interpolate(tensor([1f, 2f], [1, 1, 2]), scale_factor: [2.0]);
        Assert.Equal([1, 1, 2, 2], y.data<float>().ToArray());
    }

    [Fact]
    public void MaxPool_WithIndices_PointsAtTheMaxima()
    {
        using var scope = NewDisposeScope();
        var (values, indices) = F.max_pool2d_with_indices(arange(16, dtype: float32).reshape(1, 1, 4, 4), [2, 2]);
        Assert.Equal([5, 7, 13, 15], values.data<float>().ToArray());
        Assert.Equal([5, 7, 13, 15], indices.data<long>().ToArray());
    }

    [Fact]
    public void Unfold_ThenFold_CountsOverlaps()
    {
        using var scope = NewDisposeScope();
        var patches = F.unfold(ones(1, 1, 3, 3), 2);
        Assert.Equal([1, 2, 1, 2, 4, 2, 1, 2, 1], F.fold(patches, 3, 2).data<float>().ToArray());
    }

    [Fact]
    public void LinearAlgebra_DiagonalMatrix_HasItsDiagonalAsSpectrum()
    {
        using var scope = NewDisposeScope();
        var matrix = tensor([2.0, 0.5, 4.0]).diag();
        Assert.Equal([0.5, 2, 4], linalg.eigvalsh(matrix).data<double>().ToArray(), Close);
        Assert.Equal([4, 2, 0.5], linalg.svdvals(matrix).data<double>().ToArray(), Close);
        Assert.Equal(Math.Log(4), linalg.slogdet(matrix).Item2.ToDouble(), 12);
        Assert.Equal(Math.Sqrt(20.25), linalg.norm(matrix).ToDouble(), 12);
        Assert.Equal(4, linalg.norm(matrix, 2).ToDouble(), 12);
    }

    static bool Close(double left, double right) => Math.Abs(left - right) < 1e-12;
}
