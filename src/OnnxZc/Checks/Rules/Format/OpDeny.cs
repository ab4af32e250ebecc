namespace OnnxZc.Checks.Rules.Format;

/// <summary>Forbids operators.</summary>
sealed class OpDeny : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "op-deny",
        RuleGroup.Format,
        RuleNeed.Details,
        RuleLevel.Off,
        "No operator of a list occurs.")
    {
        Why = "Some operators are slow, inexact or missing on the target.",
        Fix = "Export the model without that operator.",
        Parameters =
        [
            new("operators", ParameterKind.Texts, "Operators as Conv or com.microsoft.*, with * and ?."),
        ],
        AtLeastOneOf = ["operators"],
        Passing = "op-deny: { level: error, operators: ['Resize', 'com.microsoft.*'] } and ResNet-18",
        Failing = "a detector that resizes its features",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var operators = settings.Texts("operators");
        return Parts.Bounded(model.Details!.Nodes
            .Where(node => !node.IsCall && Wildcard.IsAny(operators, node.Operator))
            .GroupBy(node => node.Operator, StringComparer.Ordinal)
            .Select(group => new Violation(
                $"{group.Count()} nodes are of operator {group.Key}, which is denied; the first is "
                + $"'{group.First().Label}'")
            {
                Part = group.Key,
            }));
    }
}
