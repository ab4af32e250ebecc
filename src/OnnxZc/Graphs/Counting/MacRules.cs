using OnnxZc.Graphs.Inference;

namespace OnnxZc.Graphs.Counting;

/// <summary>The multiply-accumulates of the operators that cost any, for the whole batch.</summary>
static class MacRules
{
    static readonly Dictionary<string, Func<CountedNode, long>> Rules = new(StringComparer.Ordinal)
    {
        ["Conv"] = node => Convolution(node, weight: 1, bias: 2),
        ["ConvInteger"] = node => Convolution(node, weight: 1, bias: -1),
        ["ConvTranspose"] = Transposed,
        ["DeformConv"] = node => Convolution(node, weight: 1, bias: 3),
        ["Einsum"] = Einsum,
        ["GRU"] = node => Recurrence(node, gates: 3),
        ["Gemm"] = Gemm,
        ["LSTM"] = node => Recurrence(node, gates: 4),
        ["MatMul"] = node => Product(node, left: 0),
        ["MatMulInteger"] = node => Product(node, left: 0),
        ["QLinearConv"] = node => Convolution(node, weight: 3, bias: 8),
        ["QLinearMatMul"] = node => Product(node, left: 0),
        ["RNN"] = node => Recurrence(node, gates: 1),
    };

    /// <summary>The rule of an operator, or null when it counts as zero or is not known.</summary>
    public static Func<CountedNode, long>? Find(OperatorId id) => id switch
    {
        { Domain: "" } => Rules.GetValueOrDefault(id.Type),
        { Domain: OperatorVersions.Microsoft, Type: "FusedMatMul" } => Fused,
        _ => null,
    };

    // Every output element takes the filter of its channel once.
    static long Convolution(CountedNode node, int weight, int bias)
    {
        var (filters, output) = (node.Shape(weight), TensorData.CountOf(node.Output));
        var perOutput = TensorData.CountOf(filters.Skip(1));
        return checked((output * perOutput) + (bias >= 0 && node.Node.HasInput(bias) ? output : 0));
    }

    // Every input element is spread by the filters of its channel once.
    static long Transposed(CountedNode node)
    {
        var spread = TensorData.CountOf(node.Shape(1).Skip(1));
        var bias = node.Node.HasInput(2) ? TensorData.CountOf(node.Output) : 0;
        return checked((TensorData.CountOf(node.Shape(0)) * spread) + bias);
    }

    static long Gemm(CountedNode node)
    {
        var inner = node.Node.Attributes.Int("transA", 0) != 0 ? node.Shape(0)[0] : node.Shape(0)[1];
        var output = TensorData.CountOf(node.Output);
        return checked((output * inner) + (node.HasLinearBias ? output : 0));
    }

    static long Product(CountedNode node, int left)
    {
        var output = TensorData.CountOf(node.Output);
        return checked((output * node.Shape(left)[^1]) + (node.HasLinearBias ? output : 0));
    }

    static long Fused(CountedNode node) =>
        checked(TensorData.CountOf(node.Output) * Contributions.Left(node.Operation)[^1]);

    static long Einsum(CountedNode node)
    {
        var operands = node.Node.Inputs.Length;
        return operands < 2 ? 0 : checked(EinsumSizes.Of(node.Operation).Iterations * (operands - 1));
    }

    static long Recurrence(CountedNode node, int gates)
    {
        var (input, recurrent) = (node.Shape(0), node.Shape(2));
        var (directions, hidden) = (recurrent[0], recurrent[2]);
        var biases = node.Node.HasInput(3) ? 2 : 0;
        return checked(input[0] * input[1] * directions * gates * hidden * (input[2] + hidden + biases));
    }
}
