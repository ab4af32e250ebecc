namespace OnnxZc.Checks.Rules.Meta;

/// <summary>A model has the operators that it had.</summary>
sealed class OperatorsChanged : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "operators-changed",
        RuleGroup.Meta,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "The model has as many nodes of each operator as were locked.")
    {
        Why = "A new exporter or optimiser changes graphs that nobody meant to change.",
        Fix = "Compare by onnxzc diff; if the change is meant, run onnxzc lock.",
        Passing = "operators-changed: warn, and a model with new weights",
        Failing = "a model whose 20 Conv nodes became 19",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (model is not { Locked.Outline.Operators: { } then, Outline.Operators: { } now })
            return [];
        var changes = ModelOutline.Changes(then, now);
        return changes.Count == 0 ? [] : [new($"Its operators changed: {string.Join(", ", changes)}.")];
    }
}
