using System.Collections.Immutable;
using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>
/// Kernels that calculate element by element: integers in 64 bits, fractions in double precision, then rounded.
/// </summary>
static class Arithmetic
{
    /// <summary>The family's kernels by operator type.</summary>
    public static IEnumerable<(string Type, ConstantKernel Kernel)> Kernels =>
    [
        ("Add", Pairwise((a, b) => unchecked(a + b), (a, b) => a + b)),
        ("Sub", Pairwise((a, b) => unchecked(a - b), (a, b) => a - b)),
        ("Mul", Pairwise((a, b) => unchecked(a * b), (a, b) => a * b)),
        ("Div", NonZeroDivisor(Pairwise((a, b) => b == -1 ? unchecked(-a) : a / b, (a, b) => a / b))),
        ("Mod", Modulo),
        ("Pow", Pairwise((a, b) => (long)Math.Pow(a, b), Math.Pow)),
        ("Max", Folded(Math.Max, Math.Max)),
        ("Min", Folded(Math.Min, Math.Min)),
        ("Sum", Folded((a, b) => unchecked(a + b), (a, b) => a + b)),
        ("Abs", Each(a => unchecked(a < 0 ? -a : a), Math.Abs)),
        ("Neg", Each(a => unchecked(-a), a => -a)),
        ("Sign", Each(a => Math.Sign(a), a => double.IsNaN(a) ? a : Math.Sign(a))),
        ("Ceil", Each(a => a, Math.Ceiling)),
        ("Floor", Each(a => a, Math.Floor)),
        ("Round", Each(a => a, a => Math.Round(a, MidpointRounding.ToEven))),
        ("Sqrt", Each(a => (long)Math.Sqrt(a), Math.Sqrt)),
        ("Exp", Each(a => (long)Math.Exp(a), Math.Exp)),
        ("Log", Each(a => (long)Math.Log(a), Math.Log)),
        ("Reciprocal", Each(a => a == 0 ? 0 : 1 / a, a => 1 / a)),
        ("Cast", Cast),
        ("CastLike", Cast),
    ];

    /// <summary>A kernel on two operands that are broadcast to each other.</summary>
    public static ConstantKernel Pairwise(Func<long, long, long> integer, Func<double, double, double> number) =>
        (op, outputs) => [Pair(op.Constant(0)!, op.Constant(1)!, outputs[0], integer, number)];

    static ConstantKernel Folded(Func<long, long, long> integer, Func<double, double, double> number) =>
        (op, outputs) =>
        {
            var total = Rearrangement.Stretch(op.Constant(0)!, outputs[0].Shape);
            for (var i = 1; i < op.InputCount; i++)
                total = Pair(total, op.Constant(i)!, outputs[0], integer, number);
            return [total];
        };

    static TensorData Pair(
        TensorData left,
        TensorData right,
        TensorShape output,
        Func<long, long, long> integer,
        Func<double, double, double> number)
    {
        var at = Strides.Walk(output.Shape, Strides.Stretched(left.Shape, output.Shape));
        var with = Strides.Walk(output.Shape, Strides.Stretched(right.Shape, output.Shape));
        if (left.IsFloat || right.IsFloat)
        {
            var (a, b) = (left.ToDoubles(), right.ToDoubles());
            return Elements.Of(output, at.Zip(with, (i, j) => number(a[i], b[j])).ToArray());
        }

        var (x, y) = (left.ToInt64s(), right.ToInt64s());
        return Elements.Of(output, at.Zip(with, (i, j) => integer(x[i], y[j])).ToArray());
    }

    static ConstantKernel Each(Func<long, long> integer, Func<double, double> number) => (op, outputs) =>
    [
        op.Constant(0)!.IsFloat
            ? Elements.Of(outputs[0], op.Constant(0)!.ToDoubles().Select(number).ToArray())
            : Elements.Of(outputs[0], op.Constant(0)!.ToInt64s().Select(integer).ToArray()),
    ];

    static ConstantKernel NonZeroDivisor(ConstantKernel kernel) => (op, outputs) =>
        op.Integers(1)?.Contains(0) == true ? null : kernel(op, outputs);

    static TensorData[]? Modulo(Operation op, ImmutableArray<TensorShape> outputs)
    {
        // fmod = 0 takes the divisor's sign, as in Python; fmod = 1 the dividend's, as in C.
        var asInC = op.Attributes.Int("fmod", 0) != 0;
        var kernel = Pairwise(
            (a, b) => b == -1 ? 0 : asInC ? a % b : ((a % b) + b) % b,
            (a, b) => asInC ? a % b : a - (b * Math.Floor(a / b)));
        return NonZeroDivisor(kernel)(op, outputs);
    }

    static TensorData[] Cast(Operation op, ImmutableArray<TensorShape> outputs) =>
    [
        op.Constant(0)!.IsFloat
            ? Elements.Of(outputs[0], op.Constant(0)!.ToDoubles())
            : Elements.Of(outputs[0], op.Constant(0)!.ToInt64s()),
    ];
}
