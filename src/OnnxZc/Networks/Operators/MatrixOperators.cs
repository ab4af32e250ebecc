using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Matrix products and determinants.</summary>
static class MatrixOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("MatMul", [1, 9, 13], call => call[0].matmul(call[1]));
        table.Add("Gemm", [7, 9, 11, 13], Gemm);
        table.Add("Einsum", [12], call => torch.einsum(call.Attributes.Text("equation", ""), [.. call.Inputs]));
        table.Add("Det", [11, 22], call => call[0].det());
    }

    static Tensor Gemm(OperatorCall call)
    {
        var (a, b, c) = (call[0], call[1], call.Optional(2));
        var alpha = call.Attributes.Float("alpha", 1);
        var beta = call.Attributes.Float("beta", 1);
        var transposeB = call.Attributes.Int("transB", 0) != 0;
        if (call.Attributes.Int("transA", 0) != 0)
            a = a.t();
        if (alpha == 1 && beta == 1 && c is null or { ndim: 1 })
            return F.linear(a, transposeB ? b : b.t(), c);

        var product = a.matmul(transposeB ? b.t() : b) * alpha;
        return c is null ? product : product + (c * beta);
    }
}
