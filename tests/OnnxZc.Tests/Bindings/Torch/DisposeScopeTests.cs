using TorchSharp;
using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_Disposed_DisposesItsTensorsOnly()
    {
        using var outside = ones(1);
        Tensor inside;
        using (NewDisposeScope())
            inside = outside + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void Scope_Nested_InnerTensorsGoFirst()
    {
        using var outer = NewDisposeScope();
        var kept = ones(1);
        Tensor gone;
        using (var inner = NewDisposeScope())
        {
            Assert.Same(inner, CurrentDisposeScope);
            gone = ones(1);
            Assert.Equal(1, inner.DisposablesCount);
        }
        Assert.Same(outer, CurrentDisposeScope);
        Assert.True(gone.IsInvalid);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_FromInnermostScope_LivesUntilTheOuterEnds()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
                moved = ones(1).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_FromOutermostScope_Detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void Detach_FromScope_LivesOn()
    {
        Tensor detached;
        using (var scope = NewDisposeScope())
        {
            detached = ones(1).DetachFromDisposeScope();
            Assert.False(scope.Contains(detached));
        }
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Attach_TensorOfNoScope_IsDisposedWithIt()
    {
        var stray = ones(1);
        using (var scope = NewDisposeScope())
            scope.Attach(stray);
        Assert.True(stray.IsInvalid);
    }

    [Fact]
    public void MoveToOther_TensorsScope_FollowsThatTensor()
    {
        using var outer = NewDisposeScope();
        var anchor = ones(1);
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOtherDisposeScope(anchor);
        Assert.True(outer.Contains(moved));
    }

    [Fact]
    public void DisposeEverythingBut_Kept_StaysInTheScope()
    {
        using var scope = NewDisposeScope();
        var (kept, gone) = (ones(1), ones(1));
        Assert.Same(kept, scope.DisposeEverythingBut(kept));
        Assert.True(gone.IsInvalid);
        Assert.Equal([kept], scope.DisposablesView);
    }

    [Fact]
    public void Dispose_ByHand_LeavesTheScope()
    {
        using var scope = NewDisposeScope();
        ones(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_OfTwoThreads_AreApart()
    {
        using var scope = NewDisposeScope();
        DisposeScope? seen = scope;
        var thread = new Thread(() => seen = CurrentDisposeScope);
        thread.Start();
        thread.Join();
        Assert.Null(seen);
    }

    [Fact]
    public void Statistics_OfThread_CountLiveTensors()
    {
        var statistics = DisposeScopeManager.Statistics;
        var before = statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            _ = ones(1) + 1;
            Assert.Equal(before + 2, statistics.ThreadTotalLiveCount);
        }
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void WrappedScope_Result_SurvivesItsIntermediates()
    {
        Tensor? intermediate = null;
        using var result = WrappedTensorDisposeScope(() => (intermediate = ones(1)) * 3);
        Assert.Equal(3, result.ToSingle());
        Assert.True(intermediate!.IsInvalid);
    }
}
