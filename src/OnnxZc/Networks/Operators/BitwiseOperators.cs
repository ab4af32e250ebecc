using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators on the bits of integers.</summary>
static class BitwiseOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("BitwiseAnd", [18], call => call[0].bitwise_and(call[1]));
        table.Add("BitwiseOr", [18], call => call[0].bitwise_or(call[1]));
        table.Add("BitwiseXor", [18], call => call[0].bitwise_xor(call[1]));
        table.Add("BitwiseNot", [18], call => call.Wrapped(call[0].bitwise_not()));
        table.Add("BitShift", [11], Shift);
        table.Add("BitCast", [26], BitCast);
    }

    static Tensor Shift(OperatorCall call) => call.Attributes.Text("direction", "") == "LEFT"
        ? call.Wrapped(call[0].bitwise_left_shift(call[1]))
        : ShiftRight(call[0], call[1]);

    // uint64 is held as int64, whose sign must not be shifted in: the first step clears it.
    static Tensor ShiftRight(Tensor x, Tensor count)
    {
        if (x.dtype != torch.int64)
            return x.bitwise_right_shift(count);
        var one = count.ones_like();
        var half = x.bitwise_right_shift(one).bitwise_and(x.full_like(long.MaxValue));
        return torch.where(count.eq(0), x, half.bitwise_right_shift((count - 1).clamp_min(0)));
    }

    static Tensor BitCast(OperatorCall call)
    {
        var target = (ElementType)call.Attributes.Int("to", 0);
        var source = call.Type(0);
        if (source == ElementType.Undefined)
            throw call.Unsupported("an input whose type is not known");
        TensorConversion.ScalarTypeOf(call.Node, target);
        if (TensorData.SizeOf(source) != TensorData.SizeOf(target))
        {
            throw ModelException.At(
                call.Node, ModelErrorCode.InvalidGraph, $"{source} and {target} differ in size");
        }

        var data = TensorConversion.ToData(call[0], source);
        return TensorConversion.ToTensor(new(target, data.Shape, data.Bytes), call[0].device);
    }
}
