using OnnxZc.Findings.Rules;
using OnnxZc.Graphs;
using OnnxZc.Graphs.Details;

namespace OnnxZc.Checks.Rules.Hygiene;

/// <summary>Finds float tensors that the file holds more than once.</summary>
sealed class DuplicateInitializer : IModelRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "duplicate-initializer",
        RuleGroup.Hygiene,
        RuleNeed.Graph,
        RuleLevel.Warn,
        "No float tensor of more than 64 elements is there twice.")
    {
        Why =
            "A layer that is meant to share a weight has its own copy: it takes space twice, and training would "
            + "part them.",
        Fix = "Use one initializer for nodes that share a weight.",
        Passing = "duplicate-initializer: error and ResNet-18",
        Failing = "an encoder and a decoder with a copy of the same embedding each",
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CheckedModel model, RuleSettings settings)
    {
        var details = model.Details!.Tensors
            .Where(tensor => tensor is { IsInitializer: true, External: not null })
            .DistinctBy(tensor => tensor.Label)
            .ToDictionary(tensor => tensor.Label, StringComparer.Ordinal);
        try
        {
            return Parts.Bounded(DuplicateWeights
                .Groups(model.Subject!, (name, data) => details.TryGetValue(name, out var tensor)
                    ? TensorScan.Digest(tensor)
                    : DuplicateWeights.Digest(data))
                .SelectMany(names => names.Skip(1).Select(name =>
                    new Violation($"initializer '{name}' holds what '{names[0]}' holds") { Part = name })));
        }
        catch (ModelException unread)
        {
            return [new($"it cannot be told whether initializers are equal: {unread.Message}")];
        }
    }
}
