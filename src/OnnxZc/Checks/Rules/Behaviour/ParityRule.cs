namespace OnnxZc.Checks.Rules.Behaviour;

/// <summary>Holds the rebuilt network against ONNX Runtime.</summary>
sealed class ParityRule : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "parity",
        RuleGroup.Behaviour,
        RuleNeed.Execution,
        RuleLevel.Error,
        "The rebuilt network gives what ONNX Runtime gives.")
    {
        Why = "Scores are those of the rebuilt network: where it differs they are not those of the model.",
        Fix = "Look for the node with onnxzc doctor --extract, and report it.",
        Parameters =
        [
            new("float64", ParameterKind.Ratio, "The largest relative difference in double precision.", 1e-5),
            new("float32", ParameterKind.Ratio, "The largest relative difference in single precision.", 1e-3),
            new("float16", ParameterKind.Ratio, "The largest relative difference in half precision.", 0.02),
            new("bfloat16", ParameterKind.Ratio, "The largest relative difference in brain floats.", 0.1),
            new("quantised", ParameterKind.Ratio, "The largest relative difference of quantised models.", 0.05),
        ],
        Passing = "parity: error and ResNet-18",
        Failing = "a model for which the two differ by a hundredth",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var facts = model.Execution!;
        if (facts.Parity is not { } parity)
        {
            yield return new($"parity cannot be told: {facts.ParityReason ?? facts.LoadError ?? "it was not run"}");
            yield break;
        }

        var tolerance = settings.Number(facts.Arithmetic) ?? 0;
        if (!(parity.MaxRel <= tolerance))
        {
            yield return new(FormattableString.Invariant(
                $"ONNX Runtime differs by {parity.MaxRel:G3} of an output's size; for {facts.Arithmetic} ")
                + FormattableString.Invariant($"{tolerance:G3} is allowed"))
            {
                Excess = tolerance > 0 ? parity.MaxRel / tolerance : null,
            };
        }
    }
}
