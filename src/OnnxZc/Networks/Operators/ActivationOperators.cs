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
        table.Add("Clip", [6], call => Clamp(call[0], Bound(call, "min"), Bound(call, "max")));
        table.Add("Clip", [11, 12, 13], Clip);
        table.Add("Shrink", [9], Shrink);
        table.Add("Swish", [24], call => call[0] * (call[0] * call.Attributes.Float("alpha", 1)).sigmoid());
        table.Add("ThresholdedRelu", [10, 22], call =>
            torch.where(call[0] > call.Attributes.Float("alpha", 1), call[0], torch.zeros_like(call[0])));
    }

    static double? Bound(OperatorCall call, string name) =>
        call.Attributes.Has(name) ? call.Attributes.Float(name, 0) : null;

    // Bounds that are learned have derivatives of their own.
    static Tensor Clip(OperatorCall call)
    {
        var (x, low, high) = (call[0], call.Optional(1), call.Optional(2));
        if (low is not { requires_grad: true } && high is not { requires_grad: true })
            return Clamp(x, call.Number(1), call.Number(2));
        if (low is not null)
            x = torch.maximum(x, low);
        return high is null ? x : torch.minimum(x, high);
    }

    static Tensor Clamp(Tensor x, double? low, double? high) => (low, high) switch
    {
        (null, null) => x.alias(),
        ({ } l, null) => x.clamp_min(Like(x, l)),
        (null, { } h) => x.clamp_max(Like(x, h)),
        // What ReLU6 is where it comes from; its derivative at a bound is 0, and one kernel where clamp's is four.
        ({ } l, { } h) when x.is_floating_point() => F.hardtanh(x, l, h),
        ({ } l, { } h) => x.clamp(Like(x, l), Like(x, h)),
    };

    // A floating-point bound would turn integers into floating-point numbers.
    static Scalar Like(Tensor x, double bound) => torch.is_integral(x.dtype) ? (Scalar)(long)bound : (Scalar)bound;

    static Tensor Shrink(OperatorCall call)
    {
        var x = call[0];
        double edge = call.Attributes.Float("lambd", 0.5f);
        double bias = call.Attributes.Float("bias", 0);
        var rest = torch.where(x > edge, (x - bias).to_type(x.dtype), x.zeros_like());
        return torch.where(x < -edge, (x + bias).to_type(x.dtype), rest);
    }

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
