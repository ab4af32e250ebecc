using System.Collections.Immutable;
using OnnxZc.Findings.Rules;
using OnnxZc.Graphs;

namespace OnnxZc.Findings;

/// <summary>Judges every node of a model.</summary>
static class NodeVerdicts
{
    /// <summary>The verdicts in the graph's order.</summary>
    public static ImmutableArray<NodeVerdict> Of(Subject subject)
    {
        var live = LiveNodes.Of(subject.Graph).ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        var needed = subject.Folded.Nodes.SelectMany(node => node.Outputs).Where(output => output.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        return [.. subject.Graph.Nodes.Select(node => !live.Contains(node)
            ? new NodeVerdict(node, Verdict.Unused, "no result depends on it")
            : !node.Outputs.Any(needed.Contains)
                ? new(node, Verdict.Supported, "folded into a constant")
                : Judge(subject, node))];
    }

    static NodeVerdict Judge(Subject subject, Node node)
    {
        if (node.WithBodies.FirstOrDefault(part => !subject.IsSupported(part.Operator)) is { } missing)
            return new(node, Verdict.Unsupported, $"there is no implementation of {missing.Operator}");
        var reason = node.Operator switch
        {
            { Domain: "", Type: "Dropout" } when DropoutInTraining.Drops(subject, node) =>
                "in training mode; passes values through",
            { Domain: "", Type: "BatchNormalization" } when BatchNormTraining.Is(node) =>
                "in training form; leaves the running statistics as they are",
            { Domain: "", Type: "QuantizeLinear" or "DequantizeLinear" or "DynamicQuantizeLinear" } =>
                "gradients pass straight through the rounding",
            { Domain: "", Type: "RandomNormalLike" or "RandomUniformLike" or "Bernoulli" or "Multinomial" } =>
                "draws other numbers than any other tool",
            _ => "",
        };
        return new(node, reason.Length > 0 ? Verdict.Approximated : Verdict.Supported, reason);
    }
}
