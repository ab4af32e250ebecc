using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
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
        table.Add("GatherND", [11, 12, 13], GatherND);
        table.Add("ReverseSequence", [10], ReverseSequence);
        table.Add("OneHot", [9, 11], OneHot);
        table.Add("EyeLike", [9, 22], EyeLike);
        table.Add("Slice", [1, 10, 11, 13], Slice);
        table.Add("Constant", [1, 9, 11, 12, 13, 19, 21, 23, 24, 25], Constant);
        table.Add("ConstantOfShape", [9, 20, 21, 23, 24, 25], ConstantOfShape);
        table.Add("Range", [11], call => torch.arange(
            call.Number(0)!.Value, call.Number(1)!.Value, call.Number(2)!.Value, dtype: call[0].dtype));
    }

    static Tensor Gather(OperatorCall call)
    {
        var x = call[0];
        var axis = (int)call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var index = Positions.Wrap(call[1], x.shape[axis]);
        var picked = x.index_select(axis, index.reshape(-1));
        return picked.reshape([.. x.shape[..axis], .. index.shape, .. x.shape[(axis + 1)..]]);
    }

    static Tensor GatherElements(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        return x.gather(axis, Positions.Wrap(call[1], x.shape[axis]));
    }

    static Tensor GatherND(OperatorCall call)
    {
        var (x, index) = (call[0], call[1]);
        var batch = (int)call.Attributes.Int("batch_dims", 0);
        var depth = (int)index.shape[^1];
        var inner = x.shape[batch..(batch + depth)];
        var linear = Positions.OfTuples(index, inner);
        for (var axis = 0; axis < batch; axis++)
            linear += Positions.Along(linear, axis) * TensorData.CountOf([.. x.shape[(axis + 1)..batch], .. inner]);
        var rest = x.shape[(batch + depth)..];
        var count = TensorData.CountOf(x.shape[..(batch + depth)]);
        var picked = x.reshape([count, .. rest]).index_select(0, linear.reshape(-1));
        return picked.reshape([.. index.shape[..^1], .. rest]);
    }

    static Tensor ReverseSequence(OperatorCall call)
    {
        var x = call[0];
        var (time, batch) = (call.Attributes.Int("time_axis", 0), call.Attributes.Int("batch_axis", 1));
        var shape = new long[x.ndim];
        Array.Fill(shape, 1);
        shape[batch] = x.shape[batch];
        var lengths = call[1].to_type(torch.int64).reshape(shape);
        var place = Positions.Along(x, (int)time);
        var index = torch.where(place < lengths, lengths - 1 - place, place);
        return x.gather(time, index.expand(x.shape));
    }

    static Tensor OneHot(OperatorCall call)
    {
        var depth = (long)call.Number(1)!.Value;
        var index = Positions.Wrap(call[0], depth);
        var axis = (int)call.Axis(call.Attributes.Int("axis", -1), index.ndim + 1);
        var shape = new long[index.ndim + 1];
        Array.Fill(shape, 1);
        shape[axis] = depth;
        var classes = torch.arange(depth, dtype: torch.int64, device: index.device).reshape(shape);
        return torch.where(index.unsqueeze(axis).eq(classes), call[2].select(0, 1), call[2].select(0, 0));
    }

    static Tensor EyeLike(OperatorCall call)
    {
        var x = call[0];
        var diagonal = call.Attributes.Int("k", 0);
        var type = call.Attributes.Has("dtype")
            ? TensorConversion.ScalarTypeOf(call.Node, (ElementType)call.Attributes.Int("dtype", 0))
            : x.dtype;
        return x.ones_like(torch.float32).triu(diagonal).tril(diagonal).to_type(type);
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
        step = Math.Clamp(step, -size - 1, size + 1);
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

    static Tensor Constant(OperatorCall call) => ConstantNode.Value(call.Node) is { } value
        ? TensorConversion.ToTensor(value, torch.CPU)
        : throw call.Unsupported("a constant of text or in sparse form");

    static Tensor ConstantOfShape(OperatorCall call)
    {
        var shape = call.Ints(0)!;
        var value = call.Attributes.Tensor("value") ?? TensorData.Scalar(0f);
        var type = TensorConversion.ScalarTypeOf(call.Node, value.Type);
        return torch.full(shape, value.ToDoubles()[0], dtype: type);
    }
}
