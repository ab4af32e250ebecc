using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Findings.Rules;

/// <summary>Nodes that give back what they get.</summary>
sealed class NoOpNodes : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Subject subject)
    {
        var nodes = subject.Graph.Nodes
            .Where(node => node.Operator.Domain.Length == 0 && DoesNothing(subject, node))
            .ToArray();
        var types = nodes.Select(node => node.Operator.Type).Distinct().Order(StringComparer.Ordinal);
        return Finding.At(
            nodes,
            "no-op-nodes",
            Severity.Note,
            $"{Subject.Count(nodes.Length, "node")} give back what they get ({string.Join(", ", types)}); no score is "
            + "affected.",
            "Simplify the model, for example with onnxsim, if size or speed matters.");
    }

    static bool DoesNothing(Subject subject, Node node) => node.Operator.Type switch
    {
        "Identity" => true,
        "Dropout" => !DropoutInTraining.Drops(subject, node) && node.Outputs.Length == 1,
        "Pad" => AreZero(subject, node),
        "Concat" or "Sum" or "Max" or "Min" or "Mean" => node.Inputs.Length == 1,
        "Transpose" => node.Attributes.Ints("perm") is { Length: > 0 } order
            && order.SequenceEqual(Enumerable.Range(0, order.Length).Select(axis => (long)axis)),
        "MaxPool" or "AveragePool" => node.Attributes.Ints("kernel_shape").All(size => size == 1)
            && node.Attributes.Ints("strides").All(stride => stride == 1)
            && node.Attributes.Ints("pads").All(pad => pad == 0),
        _ => false,
    };

    static bool AreZero(Subject subject, Node node)
    {
        if (node.Attributes.Ints("pads") is { IsEmpty: false } settings)
            return settings.All(pad => pad == 0);
        return node.Input(1) is { } name && ConstantNode.Behind(subject.Graph, name) is { IsInteger: true } pads
            && pads.ToInt64s().All(pad => pad == 0);
    }
}
