using System.Collections.Immutable;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Inference;
using OnnxZc.Graphs.Rewriting;

namespace OnnxZc.Checks.Rules.Safety;

/// <summary>Looks for switches that may hide a second behaviour.</summary>
sealed class SuspiciousBranch : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "suspicious-branch",
        RuleGroup.Safety,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "Nothing switches the whole network by its input, and no branch is dead.")
    {
        Why =
            "A back door needs no native code: an If or a Where that recognises one input can change the answer "
            + "for it alone. Detectors branch honestly too, so this is for a person to look at.",
        Fix = "Look at what the branch does, and export without it if it is not needed.",
        Passing = "suspicious-branch: warn and ResNet-18",
        Failing = "a network whose logits pass a Where on whether the sum of all pixels equals a number",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var graph = model.Subject!.Folded;
        var constant = ConstantValues.Of(graph);
        var data = new DataFlow(graph, constant);
        return Parts.Bounded(graph.AllNodes
            .Where(node => node.Operator is { Domain: "", Type: "If" or "Where" })
            .Select(node => Doubt(node, constant, data, model.Shapes) is { } doubt
                ? new Violation($"node '{node.Label}' ({node.Operator.Type}) {doubt}") { Part = node.Label }
                : null)
            .OfType<Violation>());
    }

    static string? Doubt(Node node, HashSet<string> constant, DataFlow data, Shapes? shapes)
    {
        var condition = node.Inputs[0];
        var isSwitch = node.Operator.Type == "If" || IsSingle(shapes?.Shape(condition) ?? default);
        if (!isSwitch)
            return null;
        if (constant.Contains(condition))
            return "has a condition that never changes: one of its sides is dead";
        return data.Reaches(condition)
            ? "chooses for all of its result by the values of an input"
            : null;
    }

    static bool IsSingle(ImmutableArray<long> shape) => !shape.IsDefault && shape.All(size => size == 1);
}
