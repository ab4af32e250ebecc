namespace OnnxZc.Graphs;

/// <summary>
/// Tells whether a file keeps its BatchNormalization nodes or an exporter merged them into convolutions.
/// </summary>
/// <remarks>
/// Folding leaves no mark in the format, so this goes by its traces: convolutions with a bias that no
/// BatchNormalization reads, under names that the PyTorch exporter makes up for folded weights, or in a network deeper
/// than any that is trained without normalisation (VGG-19 has 16 convolutions).
/// </remarks>
static class BatchNormDetection
{
    const int DeepestWithoutNormalisation = 16;

    static readonly HashSet<string> OtherNormalisations =
        ["InstanceNormalization", "LayerNormalization", "GroupNormalization", "LRN"];

    public static BatchNormForm Of(Graph graph)
    {
        var normalised = graph.Nodes.Where(IsBatchNormalization).Select(node => node.Inputs[0]).ToHashSet();
        var convolutions = graph.Nodes.Where(node => node.Operator is { Domain: "", Type: "Conv" }).ToArray();
        var biased = convolutions.Where(node => node.HasInput(2) && !normalised.Contains(node.Outputs[0])).ToArray();
        if (biased.Length * 2 > convolutions.Length && LooksFolded(graph, convolutions, biased))
            return BatchNormForm.Folded;
        return normalised.Count > 0 ? BatchNormForm.Kept : BatchNormForm.None;
    }

    static bool LooksFolded(Graph graph, Node[] convolutions, Node[] biased) =>
        biased.Any(node => node.Inputs[1].StartsWith("onnx::Conv_", StringComparison.Ordinal))
        || (convolutions.Length > DeepestWithoutNormalisation
            && !graph.Nodes.Any(node => OtherNormalisations.Contains(node.Operator.Type)));

    static bool IsBatchNormalization(Node node) => node.Operator is { Domain: "", Type: "BatchNormalization" };
}
