using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

[Collection(AloneCollection.Name)]
public sealed class LifetimeTests
{
    const long MiB = 1 << 20;

    [Fact]
    public void Tensors_AMillionDisposedByScopes_LeaveMemoryFlat()
    {
        Churn(100_000);
        var before = Environment.WorkingSet;
        Churn(1_000_000);
        // A leak of one tensor each would be some 300 MiB.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 48 * MiB);
    }

    [Fact]
    public void Tensors_LargeAndNeverDisposed_AreFreedByFinalizers()
    {
        var before = Environment.WorkingSet;
        for (var i = 0; i < 10; i++)
        {
            Forget(16);
            Collect();
        }
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 64 * MiB);
    }

    [Fact]
    public void Tensor_DisposedTwice_IsHarmless()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x.shape);
    }

    [Fact]
    public void Graph_AfterItsTensorsAreDisposed_StillDifferentiates()
    {
        using var x = tensor([2.0]).requires_grad_();
        Tensor y;
        using (NewDisposeScope())
            y = x.square().mul(x).sum().MoveToOuterDisposeScope();
        using (y)
        using (var gradient = autograd.grad([y], [x])[0])
            Assert.Equal(12, gradient.ToDouble());
    }

    static void Churn(int count)
    {
        using var one = ones(4);
        for (var made = 0; made < count; made += 100)
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < 20; i++)
                MakeFive(one);
        }
    }

    // An alias, a factory's, an operator's changed in place, and a list's two.
    static void MakeFive(Tensor one)
    {
        _ = one.alias();
        _ = zeros(4);
        _ = one.add(one).mul_(2);
        _ = one.split(2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget(int mebibytes) => _ = ones(mebibytes * MiB / sizeof(float));

    static void Collect()
    {
#pragma warning disable RS0030 // The finalizer is what is tested.
        GC.Collect();
#pragma warning restore RS0030
        GC.WaitForPendingFinalizers();
    }
}
