namespace OnnxZc.Graphs.Rewriting;

/// <summary>The constant values that a layer uses as weights, and those they are computed from.</summary>
static class WeightPaths
{
    static readonly HashSet<string> Layers = new(StringComparer.Ordinal)
    {
        "BatchNormalization", "Conv", "ConvInteger", "ConvTranspose", "DeformConv", "DequantizeLinear", "Einsum", "GRU",
        "Gemm", "GroupNormalization", "InstanceNormalization", "LSTM", "LayerNormalization", "MatMul", "MatMulInteger",
        "PRelu", "QLinearConv", "QLinearMatMul", "RMSNormalization", "RNN",
    };

    /// <summary>The values on the way from initializers to the weights of layers.</summary>
    public static HashSet<string> Of(Graph graph)
    {
        var constant = ConstantValues.Of(graph);
        var weights = new HashSet<string>(StringComparer.Ordinal);
        Collect(graph, constant, weights);
        return weights;
    }

    static void Collect(Graph graph, HashSet<string> constant, HashSet<string> weights)
    {
        foreach (var node in graph.Nodes.Reverse())
        {
            var isWeight = node.Outputs.Any(weights.Contains);
            if (isWeight || Layers.Contains(node.Operator.Type))
                weights.UnionWith(node.Inputs.Where(constant.Contains));
            foreach (var body in node.Attributes.Bodies)
            {
                if (isWeight)
                    weights.UnionWith(body.Outputs.Select(output => output.Name).Where(constant.Contains));
                Collect(body, constant, weights);
            }
        }
    }
}
