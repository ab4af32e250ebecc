using OnnxZc.Networks.Operators;
using OnnxZc.Numerics;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Networks;

public sealed class GroupedConvolutionTests
{
    /// <summary>Samples, channels, groups, outputs, kernel, strides, dilations, padding.</summary>
    public static TheoryData<long, long, long, long, long[], long[], long[], long[]> Settings => new()
    {
        { 1, 4, 4, 4, [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 4, 4, 8, [3, 5], [2, 1], [1, 1], [0, 2] },
        { 3, 6, 2, 4, [2, 3], [1, 3], [3, 1], [2, 0] },
        { 2, 6, 3, 9, [1, 1], [2, 2], [1, 1], [0, 0] },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Convolve_Groups_EqualsOneConvolutionPerGroup(
        long samples, long channels, long groups, long outputs, long[] kernel, long[] strides, long[] dilations,
        long[] padding)
    {
        using var scope = NewDisposeScope();
        var x = Draw("x", samples, channels, 9, 11);
        var weight = Draw("weight", outputs, channels / groups, kernel[0], kernel[1]);
        var bias = Draw("bias", outputs);
        var window = new Window(kernel, strides, dilations, padding, padding);
        Assert.True(GroupedConvolution.Serves(x, window, groups));

        var result = GroupedConvolution.Convolve(x, weight, bias, window, padding, groups);

        var (xs, weights, biases) = (x.chunk(groups, 1), weight.chunk(groups, 0), bias.chunk(groups, 0));
        var expected = cat(
            [.. Enumerable.Range(0, (int)groups).Select(group =>
                F.conv2d(xs[group], weights[group], biases[group], strides, padding, dilations))],
            dim: 1);
        Assert.Equal(expected.shape, result.shape);
        Near(expected, result);

        // Of both, the gradients by what they were made of.
        var upstream = Draw("upstream", expected.shape).detach();
        Tensor[] leaves = [x, weight, bias];
        var wanted = autograd.grad([expected], leaves, [upstream]);
        var found = autograd.grad([result], leaves, [upstream]);
        for (var i = 0; i < leaves.Length; i++)
            Near(wanted[i], found[i]);
    }

    [Fact]
    public void Serves_WhatWouldTakeMuchMemory_LeavesItToLibtorch()
    {
        using var scope = NewDisposeScope();
        var window = new Window([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        Assert.True(GroupedConvolution.Serves(empty([1, 64, 112, 112], dtype: float64), window, 64));
        Assert.False(GroupedConvolution.Serves(empty([8, 64, 112, 112], dtype: float64), window, 64));
    }

    [Fact]
    public void Serves_SinglePrecisionOrOneGroup_LeavesItToLibtorch()
    {
        using var scope = NewDisposeScope();
        var window = new Window([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        Assert.False(GroupedConvolution.Serves(empty([1, 4, 8, 8], dtype: float32), window, 4));
        Assert.False(GroupedConvolution.Serves(empty([1, 4, 8, 8], dtype: float64), window, 1));
    }

    static void Near(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().ToDouble() / expected.abs().max().ToDouble(), 0, 1e-14);

    static Tensor Draw(string name, params long[] shape)
    {
        var stream = new RandomStream($"groups:{name}");
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        double[] values = [.. Enumerable.Range(0, count).Select(i => stream.Normal(i))];
        return tensor(values).reshape(shape).requires_grad_();
    }
}
