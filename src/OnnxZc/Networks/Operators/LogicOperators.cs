using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Comparisons, logic and selection, element by element, with broadcasting.</summary>
static class LogicOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Equal", [7, 11, 13, 19], call => call[0].eq(call[1]));
        table.Add("Less", [7, 9, 13], call => call[0].lt(call[1]));
        table.Add("LessOrEqual", [12, 16], call => call[0].le(call[1]));
        table.Add("Greater", [7, 9, 13], call => call[0].gt(call[1]));
        table.Add("GreaterOrEqual", [12, 16], call => call[0].ge(call[1]));
        table.Add("And", [7], call => call[0].logical_and(call[1]));
        table.Add("Or", [7], call => call[0].logical_or(call[1]));
        table.Add("Xor", [7], call => call[0].logical_xor(call[1]));
        table.Add("Not", [1], call => call[0].logical_not());
        table.Add("IsNaN", [9, 13, 20], call => call[0].isnan());
        table.Add("IsInf", [10, 20], IsInf);
        table.Add("Where", [9, 16], call => torch.where(call[0], call[1], call[2]));
    }

    static Tensor IsInf(OperatorCall call) =>
        (call.Attributes.Int("detect_negative", 1) != 0, call.Attributes.Int("detect_positive", 1) != 0) switch
        {
            (true, true) => call[0].isinf(),
            (true, false) => call[0].isneginf(),
            (false, true) => call[0].isposinf(),
            _ => call[0].zeros_like(torch.@bool),
        };
}
