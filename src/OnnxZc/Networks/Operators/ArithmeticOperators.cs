using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Arithmetic, element by element, with broadcasting.</summary>
static class ArithmeticOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Add", [7, 13, 14], call =>
            call.Overwritable(call[1])?.add_(call[1]) ?? call.Wrapped(call[0] + call[1]));
        table.Add("Sub", [7, 13, 14], call => call.Wrapped(call[0] - call[1]));
        table.Add("Mul", [7, 13, 14], call => call.Wrapped(call[0] * call[1]));
        table.Add("Div", [7, 13, 14], Div);
        table.Add("Mod", [10, 13], Mod);
        table.Add("Pow", [7, 12, 13, 15], Pow);
        table.Add("Neg", [6, 13], call => -call[0]);
        table.Add("Abs", [6, 13], call => call[0].abs());
        table.Add("Exp", [6, 13], call => call[0].exp());
        table.Add("Log", [6, 13], call => call[0].log());
        table.Add("Sqrt", [6, 13], call => call[0].sqrt());
        table.Add("Reciprocal", [6, 13], call => call[0].reciprocal());
        table.Add("Floor", [6, 13], call => call[0].floor());
        table.Add("Ceil", [6, 13], call => call[0].ceil());
        table.Add("Round", [11, 22], call => call[0].round());
        table.Add("Sign", [9, 13], call => call[0].sign());
        table.Add("Min", [6, 8, 12, 13], call => Fold(call, torch.minimum));
        table.Add("Max", [6, 8, 12, 13], call => Fold(call, torch.maximum));
        table.Add("Sum", [6, 8, 13], call => Fold(call, (a, b) => a + b));
        table.Add("Mean", [6, 8, 13], call => Fold(call, (a, b) => a + b) / call.Count);
    }

    static Tensor Fold(OperatorCall call, Func<Tensor, Tensor, Tensor> combine) =>
        call.Count == 1 ? call[0].alias() : call.Inputs.Aggregate(combine);

    static Tensor Div(OperatorCall call) => torch.is_integral(call[0].dtype)
        ? call[0].div(call[1], torch.RoundingMode.trunc)
        : call[0] / call[1];

    static Tensor Mod(OperatorCall call) => call.Attributes.Int("fmod", 0) == 1
        ? call[0].fmod(call[1])
        : call[0].remainder(call[1]);

    // A constant exponent keeps the derivative of x^2 at 0 finite: the general rule multiplies 0 by log 0.
    static Tensor Pow(OperatorCall call)
    {
        var (x, exponent) = (call[0], call[1]);
        if (torch.is_integral(x.dtype) && torch.is_floating_point(exponent.dtype))
            return x.to_type(torch.float64).pow(exponent.to_type(torch.float64)).to_type(x.dtype);
        return exponent is { requires_grad: false } && exponent.numel() == 1 && torch.is_floating_point(x.dtype)
            ? Shaped(x.pow(call.Number(1)!.Value), exponent)
            : call.Wrapped(x.pow(exponent.to_type(x.dtype)));
    }

    // An exponent of one element may still add dimensions.
    static Tensor Shaped(Tensor power, Tensor exponent) => exponent.ndim <= power.ndim
        ? power
        : power.reshape([.. Enumerable.Repeat(1L, (int)(exponent.ndim - power.ndim)), .. power.shape]);
}
