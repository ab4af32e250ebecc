namespace OnnxZc.Findings.Rules;

/// <summary>Operators that the rebuilt network does not have.</summary>
sealed class UnsupportedOperators : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Folded.AllNodes.Where(node => !subject.IsSupported(node.Operator)).ToArray();
        var names = nodes.Select(node => node.Operator.ToString()).Distinct().Order(StringComparer.Ordinal);
        return Finding.At(
            nodes,
            "unsupported-operators",
            Severity.Problem,
            $"{Subject.Count(nodes.Length, "node")} cannot be rebuilt: {string.Join(", ", names)}.",
            "Export the model with another opset or without these layers (onnxzc list operators shows what there is), "
            + "or use proxies that need no execution; --extract FILE writes the first of them as a model of its own.");
    }
}
