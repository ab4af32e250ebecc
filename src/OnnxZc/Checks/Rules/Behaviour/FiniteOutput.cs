namespace OnnxZc.Checks.Rules.Behaviour;

/// <summary>Demands outputs of numbers.</summary>
sealed class FiniteOutput : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "finite-output",
        RuleGroup.Behaviour,
        RuleNeed.Execution,
        RuleLevel.Error,
        "All outputs are finite on the data of the check.")
    {
        Why = "An output that is infinite or no number is no answer.",
        Fix = "Look for divisions by zero, logarithms of zero and overflow of half precision.",
        Passing = "finite-output: error and ResNet-18",
        Failing = "a model that takes the logarithm of negative features",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var facts = model.Execution!;
        if (facts.Repeated is null)
            return [new($"it cannot be told whether outputs are finite: {facts.LoadError ?? "it was not run"}")];
        return facts.NonFinite.Select(output => new Violation(
            $"output '{output.Output}' has {output.NaNs} elements that are no number and {output.Infinities} that are "
            + $"infinite, of {output.Count}")
        {
            Part = output.Output,
        });
    }
}
