using System.Globalization;

namespace OnnxZc.Checks.Rules.Scores;

/// <summary>The cost of enough of the model is known.</summary>
sealed class CoverageMin : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "coverage-min",
        RuleGroup.Score,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "The cost of at least a share of the nodes that multiply and accumulate is known.")
    {
        Why = "A limit on multiply-accumulates says little of a model whose cost is known in part.",
        Fix = "onnxzc doctor names the operators; export the model without them, or lower the share for this model.",
        Parameters = [new("min", ParameterKind.Ratio, "the smallest share", 0.9)],
        Passing = "coverage-min: {min: 90%}, and a model of convolutions",
        Failing = "a model whose convolutions lie inside an If that depends on the data",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        if (settings.Number("min") is not { } least)
            yield break;
        if (model.Counts is not { } counts)
        {
            yield return new($"Its cost is not known at all: {model.ShapeError?.Message ?? "no shapes"}.");
            yield break;
        }

        if (counts.Coverage < least)
        {
            var share = counts.Coverage.ToString("0.#%", CultureInfo.InvariantCulture);
            var bound = least.ToString("0.#%", CultureInfo.InvariantCulture);
            yield return new(
                $"The cost of {share} of its costly nodes is known, and {bound} is demanded; unknown are "
                + $"{string.Join(", ", counts.Uncounted)}.")
            {
                Excess = counts.Coverage > 0 ? least / counts.Coverage : null,
            };
        }
    }
}
