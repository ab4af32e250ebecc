using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Functions of one tensor, element by element, that networks use as activations.</summary>
static class ActivationOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Relu", [6, 13, 14], call => call.Overwritable()?.relu_() ?? F.relu(call[0]));
        table.Add("LeakyRelu", [6, 16], call => F.leaky_relu(call[0], call.Attributes.Float("alpha", 0.01f)));
        table.Add("PRelu", [7, 9, 16], call => F.relu(call[0]) - (call[1] * F.relu(-call[0])));
        table.Add("Sigmoid", [6, 13], call => call[0].sigmoid());
        table.Add("Tanh", [6, 13], call => call[0].tanh());
        table.Add("Elu", [6, 22], call => F.elu(call[0], call.Attributes.Float("alpha", 1)));
        table.Add("Selu", [6, 22], Selu);
        table.Add("Celu", [12], call => F.celu(call[0], call.Attributes.Float("alpha", 1)));
        table.Add("Softplus", [1, 22], call => torch.logaddexp(call[0], torch.zeros_like(call[0])));
        table.Add("Softsign", [1, 22], call => call[0] / (call[0].abs() + 1));
        table.Add("HardSigmoid", [6, 22], HardSigmoid);
        table.Add("HardSwish", [14, 22], call => F.hardswish(call[0]));
        table.Add("Mish", [18, 22], call => F.mish(call[0]));
        table.Add("Gelu", [20], Gelu);
        table.Add("Erf", [9, 13], call => call[0].erf());
        table.Add("Clip", [6], call => call[0].clamp(
            call.Attributes.Float("min", float.MinValue),
            call.Attributes.Float("max", float.MaxValue)));
        table.Add("Clip", [11, 12, 13], call => Clamp(call[0], call.Number(1), call.Number(2)));
        table.Add("ThresholdedRelu", [10, 22], call =>
            torch.where(call[0] > call.Attributes.Float("alpha", 1), call[0], torch.zeros_like(call[0])));
    }

    static Tensor Clamp(Tensor x, double? low, double? high) => (low, high) switch
    {
        (null, null) => x.alias(),
        ({ } l, null) => x.clamp_min(l),
        (null, { } h) => x.clamp_max(h),
        ({ } l, { } h) => x.clamp(l, h),
    };

    static Tensor Selu(OperatorCall call)
    {
        var alpha = call.Attributes.Float("alpha", 1.67326319217681884765625f);
        var gamma = call.Attributes.Float("gamma", 1.05070102214813232421875f);
        return F.elu(call[0], alpha) * gamma;
    }

    // Composed, because libtorch has no second derivative for its own hardsigmoid.
    static Tensor HardSigmoid(OperatorCall call)
    {
        var alpha = call.Attributes.Float("alpha", 0.2f);
        var beta = call.Attributes.Float("beta", 0.5f);
        return ((call[0] * alpha) + beta).clamp(0, 1);
    }

    static Tensor Gelu(OperatorCall call)
    {
        var x = call[0];
        if (call.Attributes.Text("approximate", "none") == "none")
            return F.gelu(x);
        var inner = (x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI);
        return x * 0.5 * (inner.tanh() + 1);
    }
}
