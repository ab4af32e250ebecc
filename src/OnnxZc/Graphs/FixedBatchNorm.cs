namespace OnnxZc.Graphs;

/// <summary>
/// Whether a BatchNormalization node has no learned scale and bias, as PyTorch's with <c>affine=False</c>. ONNX wants
/// the inputs nevertheless: here they are the running variance and the running mean, one tensor under one name.
/// </summary>
static class FixedBatchNorm
{
    /// <param name="node">Any node.</param>
    public static bool Is(Node node) =>
        node.Operator is { Domain: "", Type: "BatchNormalization" }
        && node.Inputs is [_, var scale, var bias, var mean, var variance, ..]
        && scale == variance && bias == mean;
}
