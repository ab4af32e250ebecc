using OnnxZc.Graphs;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Reductions along axes, and softmax.</summary>
static class ReductionOperators
{
    delegate Tensor Reduction(Tensor x, long[] axes, bool keep);

    public static void Register(OperatorRegistry table)
    {
        Add(table, "ReduceMean", [1, 11, 13, 18], (x, axes, keep) => x.mean(axes, keep));
        Add(table, "ReduceSum", [1, 11, 13], (x, axes, keep) => x.sum(axes, keep));
        Add(table, "ReduceMax", [1, 11, 12, 13, 18, 20], (x, axes, keep) => x.amax(axes, keep));
        Add(table, "ReduceMin", [1, 11, 12, 13, 18, 20], (x, axes, keep) => x.amin(axes, keep));
        Add(table, "ReduceSumSquare", [1, 11, 13, 18], (x, axes, keep) => (x * x).sum(axes, keep));
        Add(table, "ReduceL1", [1, 11, 13, 18], (x, axes, keep) => x.abs().sum(axes, keep));
        Add(table, "ReduceL2", [1, 11, 13, 18], (x, axes, keep) => (x * x).sum(axes, keep).sqrt());
        Add(table, "ReduceLogSum", [1, 11, 13, 18], (x, axes, keep) => x.sum(axes, keep).log());
        Add(table, "ReduceLogSumExp", [1, 11, 13, 18], LogSumExp);
        table.Add("ArgMax", [1, 11, 12, 13], call => Arg(call, (x, axis, keep) => x.argmax(axis, keep)));
        table.Add("ArgMin", [1, 11, 12, 13], call => Arg(call, (x, axis, keep) => x.argmin(axis, keep)));
        table.Add("Softmax", [1, 11], call => Coerced(call, x => F.softmax(x, 1)));
        table.Add("Softmax", [13], call => F.softmax(call[0], call.Attributes.Int("axis", -1)));
        table.Add("LogSoftmax", [1, 11], call => Coerced(call, x => F.log_softmax(x, 1)));
        table.Add("LogSoftmax", [13], call => F.log_softmax(call[0], call.Attributes.Int("axis", -1)));
    }

    static void Add(OperatorRegistry table, string type, ReadOnlySpan<int> versions, Reduction reduce) =>
        table.Add(type, versions, call =>
        {
            var x = call[0];
            var axes = call.Axes(1) ?? [];
            if (axes.Length == 0 && call.Attributes.Int("noop_with_empty_axes", 0) != 0)
                return x.alias();
            long[] all = [.. Enumerable.Range(0, (int)x.ndim).Select(axis => (long)axis)];
            return reduce(x, axes.Length == 0 ? all : axes, call.Attributes.Int("keepdims", 1) != 0);
        });

    // Shifted by the maximum, whose own gradient cancels, so that no exponential overflows.
    static Tensor LogSumExp(Tensor x, long[] axes, bool keep)
    {
        var top = x.amax(axes, keepdim: true).detach();
        var sum = (x - top).exp().sum(axes, keepdim: true).log() + top;
        return keep ? sum : sum.sum(axes);
    }

    static Tensor Arg(OperatorCall call, Func<Tensor, long, bool, Tensor> find)
    {
        if (call.Attributes.Int("select_last_index", 0) != 0)
            throw call.Unsupported("select_last_index");
        return find(call[0], call.Attributes.Int("axis", 0), call.Attributes.Int("keepdims", 1) != 0);
    }

    // Before opset 13 softmax sees its input as a matrix: all dimensions from the axis on are one.
    static Tensor Coerced(OperatorCall call, Func<Tensor, Tensor> function)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 1), x.ndim);
        var rows = TensorData.CountOf(x.shape.Take((int)axis));
        return function(x.reshape(rows, -1)).reshape(x.shape);
    }
}
