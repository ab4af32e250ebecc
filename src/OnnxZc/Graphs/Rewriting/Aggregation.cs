using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>Kernels that make constants of shapes, bounds and sums.</summary>
static class Aggregation
{
    /// <summary>The family's kernels by operator type.</summary>
    public static IEnumerable<(string Type, ConstantKernel Kernel)> Kernels =>
    [
        ("Shape", (op, o) => [Elements.Of(o[0], Inspections.Dimensions(op).ToArray())]),
        ("Size", (op, o) => [Elements.Of(o[0], new[] { TensorData.CountOf(op.Shape(0)) })]),
        ("ConstantOfShape", (op, o) => [Filled(op.Attributes.Tensor("value"), o[0])]),
        ("Range", Range),
        ("ReduceMax", Reduced(Math.Max, double.NegativeInfinity)),
        ("ReduceMin", Reduced(Math.Min, double.PositiveInfinity)),
        ("ReduceProd", Reduced((a, b) => a * b, 1)),
        ("ReduceSum", Reduced((a, b) => a + b, 0)),
        ("CumSum", CumSum),
        ("Trilu", Trilu),
    ];

    static TensorData Filled(TensorData? value, TensorShape form) => value is null
        ? Elements.Of(form, new double[form.Count])
        : Elements.Picked(value, form.Shape, new long[form.Count]);

    static TensorData[] Range(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var (count, form) = ((int)outputs[0].Count, outputs[0]);
        if (op.Integers(0) is { } start && op.Integers(2) is { } step)
            return [Elements.Of(form, Enumerable.Range(0, count).Select(i => start[0] + (i * step[0])).ToArray())];
        var (first, delta) = (op.Constant(0)!.ToDoubles()[0], op.Constant(2)!.ToDoubles()[0]);
        return [Elements.Of(form, Enumerable.Range(0, count).Select(i => first + (i * delta)).ToArray())];
    }

    static ConstantKernel Reduced(Func<double, double, double> combine, double start) => (op, outputs) =>
    {
        if (Reductions.Axes(op) is not { } axes)
            return null;
        var input = op.Shape(0);
        ImmutableArray<long> kept = [.. input.Select((size, i) => axes.Contains(i) ? 1 : size)];
        var at = Strides.Walk(input, Strides.Stretched(kept, input));
        var values = op.Constant(0)!.ToDoubles();
        var totals = Enumerable.Repeat(start, (int)outputs[0].Count).ToArray();
        for (var i = 0; i < values.Length; i++)
            totals[at[i]] = combine(totals[at[i]], values[i]);

        // Products of sizes beyond 2^53 would lose digits.
        var isExact = op.Constant(0)!.IsFloat || totals.All(total => Math.Abs(total) < 1L << 53);
        return isExact ? [Elements.Of(outputs[0], totals)] : null;
    };

    static TensorData[]? CumSum(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var isPlain = op.Attributes.Int("exclusive", 0) == 0 && op.Attributes.Int("reverse", 0) == 0;
        if (!isPlain || op.Integers(1) is not [var declared] || op.Constant(0)!.IsFloat)
            return null;
        var axis = op.Axis(declared, op.Shape(0));
        var (stride, size) = (Strides.Of(op.Shape(0))[axis], op.Shape(0)[axis]);
        var values = op.Constant(0)!.ToInt64s();
        for (var i = 0; i < values.Length; i++)
        {
            if (i / stride % size > 0)
                values[i] += values[i - stride];
        }

        return [Elements.Of(outputs[0], values)];
    }

    static TensorData[]? Trilu(Operation op, ImmutableArray<TensorShape> outputs)
    {
        var shape = outputs[0].Shape;
        var diagonal = op.Has(1) ? op.Integers(1)?[0] : 0;
        if (diagonal is not { } k)
            return null;
        var keepsUpper = op.Attributes.Int("upper", 1) != 0;
        var size = TensorData.SizeOf(outputs[0].Type);
        var bytes = op.Constant(0)!.Bytes.ToArray();
        for (var i = 0; i < outputs[0].Count; i++)
        {
            var beyond = (i % shape[^1]) - (i / shape[^1] % shape[^2]);
            if (keepsUpper ? beyond < k : beyond > k)
                bytes.AsSpan(i * size, size).Clear();
        }

        return [new(outputs[0].Type, shape, bytes)];
    }
}
