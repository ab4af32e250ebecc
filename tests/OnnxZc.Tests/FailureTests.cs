using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Tests;

public sealed class FailureTests
{
    [Fact]
    public void Of_ModelException_KeepsItsCodeAndNode()
    {
        var error = new ModelException(ModelErrorCode.ShapeMismatch, "no fit") { Node = "conv1", Operator = "Conv-11" };
        var failure = Failure.Of(error)!;
        Assert.Equal(ScoreStatus.Failed, failure.Status);
        Assert.Equal(new(ModelErrorCode.ShapeMismatch, "no fit", "conv1", "Conv-11"), failure.Error);
    }

    [Theory]
    [InlineData("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes")]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB")]
    [InlineData("std::bad_alloc")]
    public void Of_AllocationFailure_IsOutOfMemory(string message)
    {
        Assert.Equal(ScoreStatus.OutOfMemory, Failure.Of(new ExternalException(message))!.Status);
        var atNode = new ModelException(ModelErrorCode.EngineFailure, $"node 'n' (Concat-13): aten::cat: {message}");
        Assert.Equal(ScoreStatus.OutOfMemory, Failure.Of(atNode)!.Status);
    }

    [Fact]
    public void Of_MissingLibrary_SaysWhatTheLibrarySays() =>
        Assert.Equal("run tools/setup", Failure.Of(new DllNotFoundException("run tools/setup"))!.Reason);

    [Fact]
    public void Of_Defect_IsNone() => Assert.Null(Failure.Of(new InvalidOperationException()));

    [Fact]
    public void OfProxy_AnyException_IsAFailureThatNamesIt()
    {
        var failure = Failure.OfProxy(new InvalidOperationException("odd\nmore"));
        Assert.Equal("InvalidOperationException: odd", failure.Reason);
    }
}
