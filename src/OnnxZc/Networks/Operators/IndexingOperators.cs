using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators that pick elements by position, and the constant tensors that positions are made of.</summary>
static class IndexingOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Gather", [1, 11, 13], Gather);
        table.Add("GatherElements", [11, 13], GatherElements);
        table.Add("Slice", [1, 10, 11, 13], Slice);
        table.Add("ConstantOfShape", [9, 20, 21, 23, 24, 25], ConstantOfShape);
        table.Add("Range", [11], call => torch.arange(
            call.Number(0)!.Value, call.Number(1)!.Value, call.Number(2)!.Value, dtype: call[0].dtype));
    }

    static Tensor Gather(OperatorCall call)
    {
        var x = call[0];
        var axis = (int)call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var size = x.shape[axis];
        var index = call[1].to_type(torch.int64);
        var wrapped = torch.where(index < 0, index + size, index);
        var picked = x.index_select(axis, wrapped.reshape(-1));
        return picked.reshape([.. x.shape[..axis], .. index.shape, .. x.shape[(axis + 1)..]]);
    }

    static Tensor GatherElements(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var index = call[1].to_type(torch.int64);
        return x.gather(axis, torch.where(index < 0, index + x.shape[axis], index));
    }

    static Tensor Slice(OperatorCall call)
    {
        var x = call[0];
        var isOld = call.Node.Operator.SinceVersion == 1;
        var starts = isOld ? [.. call.Attributes.Ints("starts")] : call.Ints(1)!;
        var ends = isOld ? [.. call.Attributes.Ints("ends")] : call.Ints(2)!;
        long[] axes = (isOld ? call.Axes(int.MaxValue) : call.Ints(3))
            ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = isOld ? null : call.Ints(4);
        for (var i = 0; i < axes.Length; i++)
            x = SliceAxis(x, call.Axis(axes[i], x.ndim), starts[i], ends[i], steps?[i] ?? 1);
        return x.alias();
    }

    static Tensor SliceAxis(Tensor x, long axis, long start, long end, long step)
    {
        var size = x.shape[axis];
        if (step > 0)
            return x.slice(axis, Bound(start, size, 0, size), Bound(end, size, 0, size), step);

        // libtorch has no negative steps: pick the elements by index.
        var first = Bound(start, size, -1, size - 1);
        var last = Bound(end, size, -1, size - 1);
        var count = Math.Max(0, (first - last - step - 1) / -step);
        long[] picks = [.. Enumerable.Range(0, (int)count).Select(i => first + (i * step))];
        return x.index_select(axis, torch.tensor(picks).to(x.device));
    }

    static long Bound(long position, long size, long low, long high) =>
        Math.Clamp(position < 0 ? position + size : position, low, high);

    static Tensor ConstantOfShape(OperatorCall call)
    {
        var shape = call.Ints(0)!;
        var value = call.Attributes.Tensor("value") ?? TensorData.Scalar(0f);
        var type = TensorConversion.ScalarTypeOf(call.Node, value.Type);
        return torch.full(shape, value.ToDoubles()[0], dtype: type);
    }
}
