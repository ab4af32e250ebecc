using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Arithmetic, element by element, with broadcasting.</summary>
static class ArithmeticOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Add", [7, 13, 14], call => call.Overwritable(call[1])?.add_(call[1]) ?? (call[0] + call[1]));
        table.Add("Sub", [7, 13, 14], call => call[0] - call[1]);
        table.Add("Mul", [7, 13, 14], call => call[0] * call[1]);
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
        table.Add("Sin", [7, 22], call => call[0].sin());
        table.Add("Cos", [7, 22], call => call[0].cos());
        table.Add("Min", [6, 8, 12, 13], call => Fold(call, torch.minimum));
        table.Add("Max", [6, 8, 12, 13], call => Fold(call, torch.maximum));
        table.Add("Sum", [6, 8, 13], call => Fold(call, (a, b) => a + b));
        table.Add("Mean", [6, 8, 13], call => Fold(call, (a, b) => a + b) / call.Count);
        table.Add("Cast", [6, 9, 13, 19, 21, 23, 24, 25], Cast);
    }

    static Tensor Cast(OperatorCall call)
    {
        var target = (ElementType)call.Attributes.Int("to", 0);
        return call[0].to_type(TensorConversion.ScalarTypeOf(call.Node, target), copy: true);
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
    static Tensor Pow(OperatorCall call) => call[1].numel() == 1 && call.Number(1) is { } exponent
        ? call[0].pow(exponent)
        : call[0].pow(call[1].to_type(call[0].dtype));
}
