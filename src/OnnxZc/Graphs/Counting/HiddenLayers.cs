namespace OnnxZc.Graphs.Counting;

/// <summary>
/// Layers inside subgraphs that stay subgraphs. They are executed and differentiated like others, but a layer of a loop
/// has as many results as the loop has turns, and one of a branch may have none: no proxy of layers is defined there.
/// </summary>
static class HiddenLayers
{
    /// <summary>Why proxies of layers have no value for a folded graph; null when no layer is hidden.</summary>
    public static string? ReasonOf(Graph folded)
    {
        var seen = folded.Nodes.ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        var whole = new WholeGraph(folded);
        var hidden = whole.Nodes.FirstOrDefault(node => !seen.Contains(node) && IsLayer(node, whole));
        return hidden is null
            ? null
            : $"layer '{hidden.Label}' ({hidden.Operator}) is inside a branch or loop that depends on the data; export "
                + "the model without control flow around its layers";
    }

    static bool IsLayer(Node node, WholeGraph graph) =>
        node.Operator is { Domain: "", Type: "Conv" or "Gemm" or "MatMul" }
        && node.Inputs.Any(input => input.Length > 0 && graph.Data(input) is { IsFloat: true, Shape.Length: > 1 });
}
