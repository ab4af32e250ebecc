using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>
/// Operators that only ONNX Runtime's optimiser writes, into its own domain or as version 1 into the default one; the
/// fused ones among them are taken apart before.
/// </summary>
static class MicrosoftOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddMicrosoft("Gelu", call => F.gelu(call[0]));
        table.AddMicrosoft("FastGelu", call => FastGelu(call[0]));
        table.AddMicrosoft("QuickGelu", call =>
            call[0] * (call[0] * call.Attributes.Float("alpha", 1.702f)).sigmoid());
        table.AddMicrosoft("FusedMatMul", FusedMatMul);
        table.Add("LayerNormalization", [1], LayerNormalization);
        table.Add("SimplifiedLayerNormalization", [1], SimplifiedLayerNormalization);
    }

    static Tensor FastGelu(Tensor x)
    {
        var inner = (x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI);
        return x * 0.5 * (inner.tanh() + 1);
    }

    static Tensor FusedMatMul(OperatorCall call)
    {
        var product = Factor(call, 0, "transA", "transBatchA").matmul(Factor(call, 1, "transB", "transBatchB"));
        return product * call.Attributes.Float("alpha", 1);
    }

    static Tensor Factor(OperatorCall call, int index, string transpose, string transposeBatch)
    {
        var x = call[index];
        if (call.Attributes.Int(transposeBatch, 0) != 0 && x.ndim > 2)
            x = x.movedim([0], [x.ndim - 2]);
        return call.Attributes.Int(transpose, 0) != 0 && x.ndim > 1 ? x.transpose(-1, -2) : x;
    }

    static Tensor LayerNormalization(OperatorCall call) => F.layer_norm(
        call[0], Shape(call), call[1], call.Optional(2), call.Attributes.Float("epsilon", 1e-5f));

    static Tensor SimplifiedLayerNormalization(OperatorCall call)
    {
        var x = call[0];
        var size = Shape(call).Length;
        var mean = (x * x).mean([.. Enumerable.Range((int)x.ndim - size, size).Select(axis => (long)axis)], true);
        return x * (mean + call.Attributes.Float("epsilon", 1e-5f)).rsqrt() * call[1];
    }

    static long[] Shape(OperatorCall call)
    {
        if (call.Node.Outputs.Skip(1).Any(output => output.Length > 0))
            throw call.Unsupported("the mean and deviation outputs");
        return [.. call[0].shape.Skip((int)call.Axis(call.Attributes.Int("axis", -1), call[0].ndim))];
    }
}
