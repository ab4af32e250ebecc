using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class AutogradTests
{
    [Fact]
    public void Grad_CreateGraph_CanBeDifferentiatedAgain()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, -3.0]).requires_grad_();
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];
        Assert.Equal([3, 12, 27], first.data<double>().ToArray());
        Assert.Equal([6, 12, -18], second.data<double>().ToArray());
    }

    [Fact]
    public void Grad_UnusedInputAllowed_IsInvalidTensor()
    {
        using var scope = NewDisposeScope();
        var used = ones(2).requires_grad_();
        var unused = ones(2).requires_grad_();
        var gradients = autograd.grad([used.sum()], [used, unused], allow_unused: true);
        Assert.False(gradients[0].IsInvalid);
        Assert.True(gradients[1].IsInvalid);
    }

    [Fact]
    public void Grad_UnusedInputNotAllowed_Throws()
    {
        using var scope = NewDisposeScope();
        var used = ones(2).requires_grad_();
        var unused = ones(2).requires_grad_();
        Assert.Throws<ExternalException>(() => autograd.grad([used.sum()], [used, unused]));
    }

    [Fact]
    public void Grad_GraphRetained_CanBeTakenTwice()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0]).requires_grad_();
        var y = x.square().sum();
        Assert.Equal(6, autograd.grad([y], [x], retain_graph: true)[0].ToDouble());
        Assert.Equal(6, autograd.grad([y], [x])[0].ToDouble());
        Assert.Throws<ExternalException>(() => autograd.grad([y], [x]));
    }

    [Fact]
    public void Grad_SeveralOutputsWithSeeds_IsTheirWeightedSum()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0, 5.0]).requires_grad_();
        var gradient = autograd.grad(
            [x.square(), x * 3], [x], [tensor([1.0, 10.0]), tensor([100.0, 1000.0])])[0];
        Assert.Equal([(2 * 2) + 300, (10 * 2 * 5) + 3000], gradient.data<double>().ToArray());
    }

    [Fact]
    public void Grad_OfIntermediateValue_NeedsNoLeaf()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0]).requires_grad_();
        var hidden = x * 4;
        Assert.Equal([8, 16], autograd.grad([hidden.square().sum()], [hidden])[0].data<double>().ToArray());
    }

    [Fact]
    public void Grad_OfAlias_IsThatOfTheTensor()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.5]).requires_grad_();
        Assert.Equal(3, autograd.grad([x.square().sum()], [x.alias()])[0].ToDouble());
    }

    [Fact]
    public void Backward_Twice_AccumulatesInLeaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0]).requires_grad_();
        Assert.Null(x.grad);
        x.square().sum().backward();
        x.square().sum().backward();
        Assert.Equal([4, 8], x.grad!.data<double>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_UntilDisposed_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }
        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void InferenceMode_UntilDisposed_IsOn()
    {
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Detach_OfRecordedValue_SharesMemoryAndRecordsNothing()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        var detached = x.detach();
        Assert.False(detached.requires_grad);
        detached.fill_(7);
        Assert.Equal([7, 7], x.data<float>().ToArray());
    }
}
