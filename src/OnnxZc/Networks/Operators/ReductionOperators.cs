using OnnxZc.Graphs;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Reductions along axes, softmax, and the positions of extremes.</summary>
static class ReductionOperators
{
    delegate Tensor Reduction(Tensor x, long[] axes, bool keep);

    public static void Register(OperatorRegistry table)
    {
        Add(table, "ReduceSum", [1, 11, 13], torch.int64, (x, axes, keep) => x.sum(axes, keep));
        Add(table, "ReduceSumSquare", [1, 11, 13, 18], torch.int64, (x, axes, keep) => (x * x).sum(axes, keep));
        Add(table, "ReduceProd", [1, 11, 13, 18], torch.int64, Product);
        Add(table, "ReduceL1", [1, 11, 13, 18], torch.int64, (x, axes, keep) => x.abs().sum(axes, keep));
        Add(table, "ReduceL2", [1, 11, 13, 18], torch.float64, (x, axes, keep) => Root((x * x).sum(axes, keep)));
        Add(table, "ReduceMean", [1, 11, 13, 18], torch.float64, (x, axes, keep) => x.mean(axes, keep));
        Add(table, "ReduceLogSum", [1, 11, 13, 18], torch.float64, (x, axes, keep) => x.sum(axes, keep).log());
        Add(table, "ReduceLogSumExp", [1, 11, 13, 18], torch.float64, LogSumExp);
        Add(table, "ReduceMax", [1, 11, 12, 13, 18, 20], null, (x, axes, keep) =>
            IsEmpty(x, axes) ? Bottom(x, axes, keep, isMax: true) : x.amax(axes, keep));
        Add(table, "ReduceMin", [1, 11, 12, 13, 18, 20], null, (x, axes, keep) =>
            IsEmpty(x, axes) ? Bottom(x, axes, keep, isMax: false) : x.amin(axes, keep));
        table.Add("ArgMax", [1, 11, 12, 13], call => Arg(call, (x, axis, keep) => x.argmax(axis, keep)));
        table.Add("ArgMin", [1, 11, 12, 13], call => Arg(call, (x, axis, keep) => x.argmin(axis, keep)));
        AddAlong(table, "Softmax", (x, axis) => F.softmax(x, axis));
        AddAlong(table, "LogSoftmax", (x, axis) => x.log_softmax(axis));
        AddAlong(table, "Hardmax", (x, axis) =>
        {
            var top = x.argmax(axis, keepdim: true);
            return x.zeros_like().scatter(axis, top, torch.ones_like(top, dtype: x.dtype));
        });
    }

    /// <summary>The square root, with derivative 0 at 0 instead of an infinite one.</summary>
    public static Tensor Root(Tensor x)
    {
        var isZero = x.eq(0);
        return x.masked_fill(isZero, 1).sqrt().masked_fill(isZero, 0);
    }

    // Integers are summed or averaged in a wider type, and come back in their own.
    static void Add(
        OperatorRegistry table, string type, ReadOnlySpan<int> versions, torch.ScalarType? wide, Reduction reduce) =>
        table.Add(type, versions, call =>
        {
            var x = call[0];
            var own = x.dtype;
            if (wide is { } wider && torch.is_integral(own))
                x = x.to_type(wider);
            var result = Reduce(call, x, reduce);
            return result.dtype == own ? result : call.Wrapped(result.to_type(own));
        });

    static Tensor Reduce(OperatorCall call, Tensor x, Reduction reduce)
    {
        var axes = call.Axes(1) ?? [];
        var keep = call.Attributes.Int("keepdims", 1) != 0;
        if (axes.Length > 0)
            return reduce(x, [.. axes.Select(axis => call.Axis(axis, x.ndim))], keep);

        // Over no axes at all each element is a set of its own: an axis of length 1 makes it one.
        if (call.Attributes.Int("noop_with_empty_axes", 0) != 0)
            return reduce(x.unsqueeze(0), [0], false);
        return reduce(x, [.. Enumerable.Range(0, (int)x.ndim).Select(axis => (long)axis)], keep);
    }

    static Tensor Product(Tensor x, long[] axes, bool keep) =>
        axes.OrderDescending().Aggregate(x.alias(), (product, axis) => product.prod(axis, keep));

    // Shifted by the maximum, whose own gradient cancels, so that no exponential overflows.
    static Tensor LogSumExp(Tensor x, long[] axes, bool keep)
    {
        if (IsEmpty(x, axes))
            return Bottom(x, axes, keep, isMax: true);
        var top = x.detach().amax(axes, keepdim: true);
        top = top.masked_fill(top.isfinite().logical_not(), 0);
        var sum = (x - top).exp().sum(axes, keepdim: true).log() + top;
        return keep ? sum : sum.sum(axes);
    }

    static bool IsEmpty(Tensor x, long[] axes) => axes.Any(axis => x.shape[axis] == 0);

    // The extreme of an empty set is the other end of the type's range.
    static Tensor Bottom(Tensor x, long[] axes, bool keep, bool isMax)
    {
        var empty = x.sum(axes, keep).to_type(x.dtype);
        if (torch.is_floating_point(x.dtype))
            return empty.full_like(isMax ? double.NegativeInfinity : double.PositiveInfinity);
        var bits = (int)(8 * x.element_size());
        var (low, high) = x.dtype switch
        {
            torch.ScalarType.Bool => (0L, 1L),
            torch.ScalarType.Byte => (0L, byte.MaxValue),
            _ => (long.MinValue >> (64 - bits), long.MaxValue >> (64 - bits)),
        };
        return empty.full_like(isMax ? low : high);
    }

    static Tensor Arg(OperatorCall call, Func<Tensor, long, bool, Tensor> find)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var keep = call.Attributes.Int("keepdims", 1) != 0;
        return call.Attributes.Int("select_last_index", 0) != 0
            ? x.shape[axis] - 1 - find(x.flip(axis), axis, keep)
            : find(x, axis, keep);
    }

    // Before opset 13 these see their input as a matrix: all dimensions from the axis on are one.
    static void AddAlong(OperatorRegistry table, string type, Func<Tensor, long, Tensor> function)
    {
        table.Add(type, [1, 11], call =>
        {
            var x = call[0];
            var axis = call.Attributes.Int("axis", 1);
            var rows = TensorData.CountOf(x.shape.Take((int)(axis < 0 ? axis + x.ndim : axis)));
            return function(x.reshape(rows, x.numel() / Math.Max(1, rows)), 1).reshape(x.shape);
        });
        table.Add(type, [13], call =>
            function(call[0], call.Axis(call.Attributes.Int("axis", -1), call[0].ndim)));
    }
}
