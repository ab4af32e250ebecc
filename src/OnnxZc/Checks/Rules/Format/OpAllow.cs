namespace OnnxZc.Checks.Rules.Format;

/// <summary>Bounds the operators to a list.</summary>
sealed class OpAllow : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "op-allow",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "Only operators of a list occur.")
    {
        Why = "A runtime for small devices has a short list of operators: a model must not need others.",
        Fix = "Export the model without that operator, or add it to the list.",
        Parameters =
        [
            new("operators", ParameterKind.Texts, "Operators as Conv or com.microsoft.*, with * and ?."),
        ],
        AtLeastOneOf = ["operators"],
        Passing =
            "op-allow: { level: error, operators: [Conv, Relu, Add, GlobalAveragePool, Flatten, Gemm] } and "
            + "ResNet-18 without its MaxPool",
        Failing = "the same model with MaxPool",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var operators = settings.Texts("operators");
        return Parts.Bounded(model.Details!.Nodes
            .Where(node => !node.IsCall && !Wildcard.IsAny(operators, node.Operator))
            .GroupBy(node => node.Operator, StringComparer.Ordinal)
            .Select(group => new Violation(
                $"{group.Count()} nodes are of operator {group.Key}, which the list does not allow; the first is "
                + $"'{group.First().Label}'")
            {
                Part = group.Key,
            }));
    }
}
