using OnnxZc.Passes.Agreement;

namespace OnnxZc.Checks.Rules.Behaviour;

/// <summary>Demands that samples do not mix.</summary>
sealed class BatchEquivariant : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "batch-equivariant",
        RuleGroup.Behaviour,
        RuleNeed.Execution,
        RuleLevel.Warn,
        "A batch gives for each sample what the sample gives alone.")
    {
        Why =
            "A server that batches requests would answer one by what is in another; BatchNormalization left in "
            + "training form does that.",
        Fix = "Export in eval mode, and look for operations along the first dimension.",
        Parameters =
        [
            new("tolerance", ParameterKind.Ratio, "The largest difference over an output's size.", 1e-3),
        ],
        Passing = "batch-equivariant: error and ResNet-18",
        Failing = "a model that subtracts the mean over the batch",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var facts = model.Execution!;
        var tolerance = settings.Number("tolerance") ?? 0;
        if (facts.Batched is not { } batched)
        {
            var reason = facts.BatchedReason ?? facts.LoadError ?? "it was not run";
            yield return new($"it cannot be told whether samples mix: {reason}");
        }
        else if (!(batched.Size <= tolerance))
        {
            yield return new(Text(batched)) { Part = batched.Output };
        }
    }

    static string Text(OutputDifference batched) => double.IsInfinity(batched.Size)
        ? $"output '{batched.Output}' has no row for each sample"
        : FormattableString.Invariant(
            $"a sample in a batch and alone differ by {batched.Size:G3} of the size of output '{batched.Output}'");
}
