using OnnxZc.Passes.Agreement;

namespace OnnxZc.Checks.Rules.Behaviour;

/// <summary>Demands that two runs agree.</summary>
sealed class Deterministic : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "deterministic",
        RuleGroup.Behaviour,
        RuleNeed.Execution,
        RuleLevel.Warn,
        "Two runs on the same input give the same.")
    {
        Why =
            "Noise or Dropout that was left in makes every answer random, and no result can be repeated. The "
            + "default tolerance is for rounding: ONNX Runtime adds in an order that may change from run to run.",
        Fix = "Export in eval mode, and with weights instead of generators of weights.",
        Parameters =
        [
            new("tolerance", ParameterKind.Ratio, "The largest difference over an output's size.", 1e-4),
            new(
                "weightless",
                ParameterKind.Text,
                "Whether a file may generate its weights, other ones in each run.",
                "allow")
            {
                Choices = ["allow", "forbid"],
            },
        ],
        Passing = "deterministic: error and ResNet-18",
        Failing = "a model that adds RandomNormalLike to its features",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var tolerance = settings.Number("tolerance") ?? 0;
        var facts = model.Execution!;
        var difference = settings.Text("weightless") == "allow" ? facts.Settled ?? facts.Repeated : facts.Repeated;
        if (difference is not { } repeated)
            yield return new($"it cannot be told whether runs agree: {facts.LoadError ?? "it was not run"}");
        else if (!(repeated.Size <= tolerance))
            yield return new(Text(repeated)) { Part = repeated.Output };
    }

    static string Text(OutputDifference repeated) => FormattableString.Invariant(
        $"two runs on the same input differ by {repeated.Size:G3} of the size of output '{repeated.Output}'");
}
