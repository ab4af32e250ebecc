namespace OnnxZc.Findings.Rules;

/// <summary>SiLU (swish) written as x · sigmoid(x).</summary>
sealed class ShatteredSilu : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Nodes("Sigmoid")
            .Where(gate => subject.Readers(gate.Outputs[0]).Any(product =>
                product.Operator is { Domain: "", Type: "Mul" } && product.Inputs.Contains(gate.Inputs[0])))
            .ToArray();
        return Finding.At(
            nodes,
            "silu-shattered",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "SiLU")} written as Sigmoid and Mul; scores are the same.",
            "Nothing needs to be done: before opset 24 ONNX has no operator for it (Swish).");
    }
}
