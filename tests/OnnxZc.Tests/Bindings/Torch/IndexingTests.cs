using static TorchSharp.torch;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class IndexingTests
{
    [Fact]
    public void Index_SlicesAndNumbers_SelectAsInPython()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).reshape(2, 3, 4);
        Assert.Equal([12, 16, 20], x[TensorIndex.Single(1), TensorIndex.Colon, TensorIndex.Single(0)].data<long>());
        Assert.Equal([1, 3], x[0, 0][TensorIndex.Slice(1, null, 2)].data<long>());
        Assert.Equal([2, 3], x[0, 0][TensorIndex.Slice(-2)].data<long>());
        Assert.Equal([23], x[TensorIndex.Ellipsis, TensorIndex.Single(-1)][1, 2].data<long>());
        Assert.Equal([2, 1, 3, 4], x[TensorIndex.Colon, TensorIndex.None].shape);
    }

    [Fact]
    public void Index_Tensors_GatherAsInPython()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).reshape(2, 3);
        Assert.Equal([4, 1], x[tensor([1L, 0L]), tensor([1L, 1L])].data<long>());
        Assert.Equal([3, 4, 5], x[x > 2].data<long>());
        Assert.Equal([2, 0, 5, 3], x[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor([2L, 0L]))].data<long>());
    }

    [Fact]
    public void IndexPut_SliceAndMask_Write()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        x[TensorIndex.Colon, TensorIndex.Single(1)] = 5;
        Assert.Equal([0, 5, 0, 0, 5, 0], x.data<float>());
        x[x == 0] = tensor(-1f);
        Assert.Equal([-1, 5, -1, -1, 5, -1], x.data<float>());
    }

    [Fact]
    public void IndexPut_Accumulating_AddsRepeatedIndices()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3);
        x.index_put_(ones(3), [tensor([0L, 2L, 2L])], accumulate: true);
        Assert.Equal([1, 0, 2], x.data<float>());
    }

    [Fact]
    public void ScatterAdd_RepeatedIndices_Sums()
    {
        using var scope = NewDisposeScope();
        var y = zeros(3).scatter_add(0, tensor([1L, 1L, 0L]), tensor([1f, 2f, 4f]));
        Assert.Equal([4, 3, 0], y.data<float>());
    }

    [Fact]
    public void Split_Sizes_GivesViewsInOrder()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2L, 2L, 1L], arange(5).split(2).Select(part => part.numel()));
        Assert.Equal([1L, 4L], arange(5).split([1, 4]).Select(part => part.numel()));
        Assert.Equal([3L, 2L], arange(5).chunk(2).Select(part => part.numel()));
    }

    [Fact]
    public void Reductions_ByDimension_ReturnValuesAndIndices()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[,] { { 1f, 5f, 3f }, { 9f, 2f, 4f } });
        var (values, indices) = x.max(1);
        Assert.Equal([5, 9], values.data<float>());
        Assert.Equal([1, 0], indices.data<long>());
        Assert.Equal([5, 3, 9, 4], x.topk(2).values.data<float>());
        Assert.Equal([1, 3, 5, 2, 4, 9], x.sort().Values.data<float>());
        Assert.Equal([1, 0, 1], x.argmax(0).data<long>());
    }
}
