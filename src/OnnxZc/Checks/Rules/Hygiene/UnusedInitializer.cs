using OnnxZc.Findings.Rules;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Finds tensors that no result depends on.</summary>
sealed class UnusedInitializer : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "unused-initializer",
        RuleGroup.Hygiene,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "Every initializer is used.")
    {
        Why = "Unused tensors take space, and a model may have lost a part that used them.",
        Fix = "Remove them, for example with onnxsim, or export only the outputs that you need.",
        Passing = "unused-initializer: error and ResNet-18",
        Failing = "the same model with a leftover tensor of a removed head",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var found = new UnusedInitializers().Examine(model.Subject!);
        return Parts.Bounded((found?.Where ?? []).Select(name =>
            new Violation($"no result depends on initializer '{name}'") { Part = name }));
    }
}
